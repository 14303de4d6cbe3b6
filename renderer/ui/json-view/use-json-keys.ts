/** The keyboard of folded JSON, as of every tree: arrows walk, fold and unfold. */
import { listKeys } from '../list-keys.ts'
import type { JsonLine } from './json-lines.ts'

export interface JsonKeyOptions {
  readonly lines: () => readonly JsonLine[]
  readonly at: () => number
  readonly perPage: () => number
  readonly go: (at: number) => void
  readonly setFolded: (line: JsonLine, folded: boolean) => void
}

export function useJsonKeys({ lines, at, perPage, go, setFolded }: JsonKeyOptions): (event: KeyboardEvent) => void {
  function foldOrUp(): void {
    const line = lines()[at()]
    if (line?.foldable && !line.folded) return setFolded(line, true)
    const depth = line?.depth ?? 0
    for (let above = at() - 1; above >= 0; above--) if ((lines()[above]?.depth ?? 0) < depth) return go(above)
  }

  function unfoldOrDown(): void {
    const line = lines()[at()]
    if (line?.foldable && line.folded) setFolded(line, false)
    else if (at() + 1 < lines().length) go(at() + 1)
  }

  function toggle(): void {
    const line = lines()[at()]
    if (line?.foldable) setFolded(line, !line.folded)
  }

  return listKeys({
    at,
    count: () => lines().length,
    perPage,
    go,
    more: { ArrowLeft: foldOrUp, ArrowRight: unfoldOrDown, Enter: toggle, ' ': toggle },
  })
}

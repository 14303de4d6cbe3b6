/** The keyboard of folded JSON, as of every tree: arrows walk, fold and unfold. */
import type { JsonLine } from './json-lines.ts'

export interface JsonKeyOptions {
  readonly lines: () => readonly JsonLine[]
  readonly at: () => number
  readonly perPage: () => number
  readonly go: (at: number) => void
  readonly setFolded: (line: JsonLine, folded: boolean) => void
}

export function useJsonKeys({ lines, at, perPage, go, setFolded }: JsonKeyOptions): (event: KeyboardEvent) => void {
  const step = (by: number): void => go(Math.max(0, Math.min(lines().length - 1, at() + by)))

  function foldOrUp(): void {
    const line = lines()[at()]
    if (line?.foldable && !line.folded) return setFolded(line, true)
    const depth = line?.depth ?? 0
    for (let above = at() - 1; above >= 0; above--) if ((lines()[above]?.depth ?? 0) < depth) return go(above)
  }

  function unfoldOrDown(): void {
    const line = lines()[at()]
    if (line?.foldable && line.folded) setFolded(line, false)
    else step(1)
  }

  function toggle(): void {
    const line = lines()[at()]
    if (line?.foldable) setFolded(line, !line.folded)
  }

  const actions: Record<string, () => void> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    PageDown: () => step(perPage()),
    PageUp: () => step(-perPage()),
    Home: () => go(0),
    End: () => go(lines().length - 1),
    ArrowLeft: foldOrUp,
    ArrowRight: unfoldOrDown,
    Enter: toggle,
    ' ': toggle,
  }
  return (event) => {
    const action = actions[event.key]
    if (!action || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    action()
  }
}

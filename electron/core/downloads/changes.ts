/** Tells what changed: at once when a state did, and at most four times a second when only bytes came. */
import type { Download } from '../../../shared/contract/downloads.ts'

const EVERY_MS = 250

export class Changes {
  readonly #tell: (upserts: readonly Download[], removed: readonly number[]) => void
  readonly #read: (id: number) => Download | undefined
  readonly #grown = new Set<number>()
  #timer: NodeJS.Timeout | undefined

  constructor(
    read: (id: number) => Download | undefined,
    tell: (upserts: readonly Download[], removed: readonly number[]) => void,
  ) {
    this.#read = read
    this.#tell = tell
  }

  /** Bytes came. */
  grew(id: number): void {
    this.#grown.add(id)
    this.#timer ??= setTimeout(() => this.#flush(), EVERY_MS)
  }

  changed(ids: readonly number[]): void {
    for (const id of ids) this.#grown.delete(id)
    const upserts = ids.map(this.#read).filter((download) => download !== undefined)
    if (upserts.length > 0) this.#tell(upserts, [])
  }

  removed(ids: readonly number[]): void {
    for (const id of ids) this.#grown.delete(id)
    if (ids.length > 0) this.#tell([], ids)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#grown.clear()
  }

  #flush(): void {
    this.#timer = undefined
    this.changed([...this.#grown])
  }
}

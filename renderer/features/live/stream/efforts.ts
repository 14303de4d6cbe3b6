/** Which pictures of a pane go to its decoder. The tape gets all of them. */
import type { Effort } from '../governor.ts'

const STILL_MS = 10_000

export class Efforts {
  readonly #efforts = new Map<number, Effort>()
  readonly #passedMs = new Map<number, number>()

  set(tapeId: number, effort: Effort): void {
    if (effort === 'all') this.forget(tapeId)
    else this.#efforts.set(tapeId, effort)
  }

  forget(tapeId: number): void {
    this.#efforts.delete(tapeId)
    this.#passedMs.delete(tapeId)
  }

  passes(tapeId: number, isKey: boolean, nowMs: number): boolean {
    const effort = this.#efforts.get(tapeId)
    if (effort === undefined) return true
    if (!isKey) return false
    if (effort === 'stills' && nowMs - (this.#passedMs.get(tapeId) ?? -Infinity) < STILL_MS) return false
    this.#passedMs.set(tapeId, nowMs)
    return true
  }
}

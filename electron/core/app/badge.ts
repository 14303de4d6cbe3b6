/** The number at the program's icon: what every part of the program has waiting, together. */
import type { Host } from '../host.ts'

export class Badge {
  readonly #host: Host
  readonly #parts = new Map<string, number>()
  #shown = 0

  constructor(host: Host) {
    this.#host = host
  }

  /** `part` names who counts: each sets its own number. */
  set(part: string, count: number): void {
    this.#parts.set(part, count)
    const sum = [...this.#parts.values()].reduce((total, value) => total + value, 0)
    if (sum === this.#shown) return
    this.#shown = sum
    if (!this.#host.capabilities.badge) return
    this.#host.badge(sum).catch((error: unknown) => this.#host.log('warn', `badge: ${String(error)}`))
  }
}

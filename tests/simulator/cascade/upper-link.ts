/**
 * The connection to a platform above, computed from the time: it registers some seconds after it was set up, tries again
 * each half minute, and a loss shows when the keep-alives have stayed unanswered for half a minute.
 */
import { hashText } from '../random.ts'

export const RETRY_MS = 30_000
export const NOTICE_MS = 30_000
const REGISTER_MS = 2_000

export class UpperLink {
  /** Epoch ms of the registration that is or will be; undefined: none will come. */
  #registeredAt: number | undefined
  /** Since when nobody answers there. */
  #silentSince: number | undefined

  /** Starts anew. `reachable` false: nobody answers at the address. */
  open(nowMs: number, name: string, reachable: boolean): void {
    this.#registeredAt = nowMs + REGISTER_MS + (hashText(name) % 3000)
    this.#silentSince = reachable ? undefined : nowMs
  }

  close(): void {
    this.#registeredAt = undefined
  }

  silence(nowMs: number): void {
    this.#silentSince ??= nowMs
  }

  /** Somebody answers again: an unnoticed gap leaves the registration, otherwise the next try succeeds. */
  answer(nowMs: number): void {
    const since = this.#silentSince
    this.#silentSince = undefined
    if (since === undefined || this.#registeredAt === undefined) return
    const wasRegistered = this.#registeredAt <= since
    if (wasRegistered && nowMs < since + NOTICE_MS) return
    const firstTry = wasRegistered ? since + NOTICE_MS : this.#registeredAt
    const tries = Math.max(0, Math.ceil((nowMs - firstTry) / RETRY_MS))
    this.#registeredAt = firstTry + tries * RETRY_MS
  }

  /** Since when it is registered, epoch ms; undefined while it is not. */
  onlineSince(nowMs: number): number | undefined {
    const at = this.#registeredAt
    if (at === undefined || nowMs < at) return undefined
    const since = this.#silentSince
    if (since === undefined) return at
    return at <= since && nowMs < since + NOTICE_MS ? at : undefined
  }
}

/** What each account pinned. Documentation: chapter "Contact person". */
import type { ContactType } from '../../../shared/platform/contact.ts'

export type ContactTypeId = (typeof ContactType)[keyof typeof ContactType]

export interface Pin {
  readonly id: number
  readonly accountId: string
  readonly type: ContactTypeId
  readonly contactId: string
  /** Epoch ms. */
  readonly pinnedAt: number
}

export const MAX_PINS = 100

export class Pins {
  readonly #now: () => number
  readonly #byId = new Map<number, Pin>()
  #lastId = 0

  constructor(now: () => number) {
    this.#now = now
  }

  /** The latest first. */
  of(accountId: string): readonly Pin[] {
    return [...this.#byId.values()].filter((pin) => pin.accountId === accountId).toReversed()
  }

  /** The pin there is, when it was pinned before. */
  add(accountId: string, type: ContactTypeId, contactId: string): Pin {
    const known = this.of(accountId).find((pin) => pin.type === type && pin.contactId === contactId)
    if (known) return known
    const pin = { id: ++this.#lastId, accountId, type, contactId, pinnedAt: this.#now() }
    this.#byId.set(pin.id, pin)
    return pin
  }

  /** False when the account has no such pin. */
  remove(accountId: string, id: number): boolean {
    return this.#byId.get(id)?.accountId === accountId && this.#byId.delete(id)
  }

  forget(accountId: string): void {
    for (const pin of this.of(accountId)) this.#byId.delete(pin.id)
  }
}

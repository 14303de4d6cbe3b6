/**
 * Keys by their codes, and which conferences each began to talk to: pressed in this window, or heard while another program has
 * the focus.
 */
import type { KeyChoice } from './conference-settings.ts'
import { TalkKey } from './talk-key.ts'

export interface HeldKeysOptions {
  readonly talk: {
    press(groupId: string): unknown
    release(groupId: string): void
    isPressed(groupId: string): boolean
  }
  readonly targetsOf: (code: string) => readonly string[]
  readonly choiceOf: (code: string) => KeyChoice
  /** ms */
  readonly now: () => number
}

export class HeldKeys {
  readonly #options: HeldKeysOptions
  readonly #keys = new Map<string, TalkKey>()
  readonly #held = new Map<string, readonly string[]>()

  constructor(options: HeldKeysOptions) {
    this.#options = options
  }

  down(code: string): void {
    this.#keyFor(code).down()
  }

  up(code: string): void {
    this.#keys.get(code)?.up()
  }

  /** Nobody can let go of these any more: what they began ends, also what is locked. */
  drop(isMeant: (code: string) => boolean): void {
    for (const [code, key] of this.#keys) if (isMeant(code)) key.drop()
  }

  /** Whether one of these keys talks to it. */
  holds(groupId: string, isMeant: (code: string) => boolean): boolean {
    return [...this.#held].some(([code, groupIds]) => isMeant(code) && groupIds.includes(groupId))
  }

  /** A press ended that no hand ended: a key is over with the last of its conferences. */
  over(groupId: string): void {
    for (const [code, groupIds] of this.#held)
      if (groupIds.every((id) => id === groupId || !this.#options.talk.isPressed(id))) {
        this.#held.delete(code)
        this.#keys.get(code)?.over()
      }
  }

  #keyFor(code: string): TalkKey {
    const known = this.#keys.get(code)
    if (known) return known
    const { talk, targetsOf, choiceOf, now } = this.#options
    const made = new TalkKey({
      choice: () => choiceOf(code),
      begin: () => {
        const targets = targetsOf(code)
        // Else the next press of a key that toggles would end nothing.
        if (targets.length === 0) return made.over()
        this.#held.set(code, targets)
        for (const groupId of targets) void talk.press(groupId)
      },
      end: () => {
        const targets = this.#held.get(code) ?? []
        this.#held.delete(code)
        for (const groupId of targets) talk.release(groupId)
      },
      now,
    })
    this.#keys.set(code, made)
    return made
  }
}

/**
 * When the operator was here, and since when they were not. Kept on the disk: a night may lie between two starts. By this
 * machine's clock throughout: the platform's may not be known yet.
 */
import type { DeskStore } from '../alarms/alarm-store.ts'
import type { DeskMarks } from './desk-table.ts'

export interface AbsenceOptions {
  readonly store: () => Promise<DeskStore>
  /** Written down at most this often. */
  readonly presentMs: number
  /** An absence is at least so long. */
  readonly awayMs: number
}

/** From ≤ time < until. */
export interface Away {
  readonly since: number
  readonly until: number
}

export class Absence {
  readonly #options: AbsenceOptions
  #marks: Promise<DeskMarks> | undefined
  #lastPresent: number | undefined
  #written = -Infinity
  #away: Away | undefined

  constructor(options: AbsenceOptions) {
    this.#options = options
  }

  /** Whether somebody came back just now. */
  async present(now: number): Promise<boolean> {
    await this.#load()
    const { store, awayMs, presentMs } = this.#options
    const last = this.#lastPresent
    this.#lastPresent = now
    const isBack = last !== undefined && now - last >= awayMs
    // Who has not caught up with the last absence has to catch up with both.
    if (isBack) this.#away = { since: this.#away?.since ?? last, until: now }
    if (!isBack && now - this.#written < presentMs) return false
    this.#written = now
    const { since: awaySince, until: awayUntil } = this.#away ?? {}
    await (await store()).setMarks({ lastPresent: now, awaySince, awayUntil })
    return isBack
  }

  async caughtUp(): Promise<void> {
    await this.#load()
    this.#away = undefined
    await (await this.#options.store()).setMarks({ awaySince: undefined, awayUntil: undefined })
  }

  /** The absence that is to be caught up with; without one the time since somebody was last here. */
  async stretch(now: number): Promise<Away> {
    await this.#load()
    return this.#away ?? { since: this.#lastPresent ?? now, until: Number.MAX_SAFE_INTEGER }
  }

  async #load(): Promise<void> {
    this.#marks ??= this.#options.store().then((store) => store.marks())
    const { lastPresent, awaySince, awayUntil } = await this.#marks
    if (this.#lastPresent !== undefined || this.#written !== -Infinity) return
    this.#lastPresent = lastPresent
    this.#written = lastPresent ?? 0
    if (awaySince !== undefined && awayUntil !== undefined) this.#away = { since: awaySince, until: awayUntil }
  }
}

/**
 * Closes the dialogs of one session at the platform. What cannot be reached now is tried again until the session ends: a
 * dialog nobody watches keeps a device sending. What is open even then stays in the journal for the next sign-in.
 */
import { Backoff } from '../../../shared/backoff.ts'
import { AppError } from '../../../shared/errors.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { DialogJournal } from './dialog-journal.ts'

type Say = (level: 'info' | 'warn', text: string) => void

export class DialogCloser {
  readonly #session: ActiveSession
  readonly #journal: DialogJournal
  readonly #say: Say
  readonly #backoff: Backoff
  readonly #unclosed = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  #ended = false

  constructor(session: ActiveSession, journal: DialogJournal, timings: Timings, say: Say) {
    this.#session = session
    this.#journal = journal
    this.#say = say
    this.#backoff = new Backoff(timings.backoffFirstMs, timings.backoffMostMs)
  }

  /** One try; a failed one is repeated later. Never rejects. */
  async close(dialogId: string): Promise<void> {
    if (await this.#isSettled(dialogId)) {
      this.#journal.closed(dialogId)
      this.#unclosed.delete(dialogId)
      this.#backoff.reset()
      return
    }
    this.#unclosed.add(dialogId)
    if (!this.#ended) this.#timer ??= setTimeout(() => void this.retry(), this.#backoff.next())
  }

  /** Tries what could not be closed before. */
  async retry(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    await Promise.all([...this.#unclosed].map((dialogId) => this.close(dialogId)))
  }

  /** The last tries of this session. */
  async end(): Promise<void> {
    this.#ended = true
    await this.retry()
  }

  /** Closes what former processes and sessions of this account left open. */
  async closeLeftovers(): Promise<void> {
    for (const leftover of this.#journal.leftovers()) {
      this.#say('info', `closing ${leftover.dialogIds.length} dialogs a former session left open`)
      const settled = await Promise.all(leftover.dialogIds.map((dialogId) => this.#isSettled(dialogId)))
      if (settled.every(Boolean)) this.#journal.forget(leftover)
    }
  }

  /** The platform's answer settles it whatever it says: it does not know the dialog any more, or will not hear of it again. */
  async #isSettled(dialogid: string): Promise<boolean> {
    try {
      await this.#session.call(operations.mediaStream.close, { params: { dialogid } })
      return true
    } catch (error) {
      this.#say('warn', `dialog ${dialogid} was not closed: ${String(error)}`)
      return isAnswer(error)
    }
  }
}

/** Not so the refusal of a token, nor that of the sign-in behind it: those do not speak of the dialog. */
function isAnswer(error: unknown): boolean {
  if (!(error instanceof AppError) || error.code !== 'platform') return false
  const { operation, platformCode } = error.details
  return operation === operations.mediaStream.close.name && platformCode !== PlatformCode.authentication
}

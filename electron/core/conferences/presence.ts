/**
 * Keeps this desk in the conferences its operator takes part in: joins again what was lost, and what begins anew. Who was
 * thrown out, or joined at another desk, stays out.
 */
import { operations } from '../../../shared/platform/index.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { Meeting } from './meeting.ts'
import type { PartList } from './part-list.ts'

export interface PresenceOptions {
  readonly session: ActiveSession
  readonly parts: PartList
  readonly timings: Pick<Timings, 'thrownOutMs' | 'backoffMostMs'>
  readonly meeting: (groupId: string) => Meeting | undefined
  readonly onRejoined: (groupId: string) => void
  readonly onThrownOut: (groupId: string) => void
  readonly log: (text: string) => void
}

export class Presence {
  readonly #options: PresenceOptions
  readonly #joining = new Set<string>()
  readonly #timers = new Map<string, NodeJS.Timeout>()
  #hasEnded = false

  constructor(options: PresenceOptions) {
    this.#options = options
  }

  end(): void {
    this.#hasEnded = true
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }

  /** By the operator. Errors: those of the call. */
  async join(groupId: string): Promise<void> {
    const { session, parts } = this.#options
    this.#forget(groupId)
    this.#joining.add(groupId)
    try {
      await session.call(operations.conference.join, { params: { groupid: groupId } })
    } finally {
      this.#joining.delete(groupId)
    }
    await parts.add(groupId)
  }

  /** Joins what this desk should be in and is not. */
  async stay(groupId: string): Promise<void> {
    const { session, parts, meeting, timings, onRejoined, log } = this.#options
    const isOut = meeting(groupId)?.toConference(true).mine !== 'joined'
    const mayWait = this.#joining.has(groupId) || this.#timers.has(groupId)
    if (this.#hasEnded || mayWait || !isOut || !parts.has(groupId) || !meeting(groupId)?.isLive) return
    this.#joining.add(groupId)
    try {
      await session.call(operations.conference.join, { params: { groupid: groupId } })
      onRejoined(groupId)
    } catch (error) {
      log(`conference ${groupId} was not joined again: ${String(error)}`)
      this.#later(groupId, timings.backoffMostMs, () => void this.stay(groupId))
    } finally {
      this.#joining.delete(groupId)
    }
  }

  /** The platform took this desk off the list. With the end of the meeting it does that too, and tells so right after. */
  left(groupId: string): void {
    const { parts, meeting, timings, onThrownOut } = this.#options
    if (!parts.has(groupId)) return
    this.#later(groupId, timings.thrownOutMs, () => {
      if (!meeting(groupId)?.isLive || meeting(groupId)?.toConference(true).mine === 'joined') return
      void this.giveUp(groupId)
      onThrownOut(groupId)
    })
  }

  /** The meeting is over: it was nobody's doing that this desk is out. When it begins anew this desk is in it again. */
  ended(groupId: string): void {
    this.#forget(groupId)
  }

  /** It does not come back by itself any more. */
  async giveUp(groupId: string): Promise<void> {
    this.#forget(groupId)
    await this.#options.parts.remove(groupId)
  }

  #forget(groupId: string): void {
    clearTimeout(this.#timers.get(groupId))
    this.#timers.delete(groupId)
  }

  #later(groupId: string, afterMs: number, run: () => void): void {
    this.#forget(groupId)
    if (this.#hasEnded) return
    const timer = setTimeout(() => {
      this.#timers.delete(groupId)
      run()
    }, afterMs)
    this.#timers.set(groupId, timer)
  }
}

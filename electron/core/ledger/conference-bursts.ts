/**
 * Speeches in conferences, as this desk is told of them: its own by its floor, which knows why they end, all others by who
 * speaks.
 */
import { randomUUID } from 'node:crypto'
import type { Conference, Floor } from '../../../shared/contract/conferences.ts'
import type { Off } from '../../../shared/disposables.ts'
import { Emitter } from '../../../shared/emitter.ts'
import type { CoreEvents } from '../events.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { SessionService } from '../session/session-service.ts'
import type { Begun, Burst, BurstSource, SpeechSource } from './burst.ts'

/** After a floor was given back the list of who speaks may still be of before. */
const SETTLES_MS = 2_000

export class ConferenceBursts implements SessionService, BurstSource, SpeechSource {
  readonly #events: CoreEvents
  readonly #fleet: Pick<Fleet, 'devices' | 'users'>
  readonly #bursts = new Emitter<Burst>()
  readonly #began = new Emitter<Begun>()
  /** Begun and not over: of others by group and speaker, the own one by its group. */
  readonly #open = new Map<string, Map<string, Begun>>()
  readonly #own = new Map<string, Begun>()
  /** Groups whose floor this desk asked for, until it is given back: there the speech of this account is its own. */
  readonly #asked = new Set<string>()
  /** When the last own speech of a group ended, epoch ms. */
  readonly #ownEndedAt = new Map<string, number>()
  readonly #names = new Map<string, string>()
  #account = ''
  #offs: Off[] = []

  constructor(events: CoreEvents, fleet: Pick<Fleet, 'devices' | 'users'>) {
    this.#events = events
    this.#fleet = fleet
  }

  onBurst(listener: (burst: Burst) => void): Off {
    return this.#bursts.on(listener)
  }

  onBegan(listener: (begun: Begun) => void): Off {
    return this.#began.on(listener)
  }

  start({ username }: ActiveSession): void {
    this.#account = username
    this.#offs = [
      this.#events.on('conferences.changed', ({ upserts, removed }) => {
        for (const conference of upserts) this.#follow(conference)
        for (const groupId of removed) this.#endAll(groupId, 'ended')
      }),
      this.#events.on('conferences.floorChanged', (floor) => this.#followFloor(floor)),
    ]
  }

  /** What is being said is cut here. */
  async end(): Promise<void> {
    for (const off of this.#offs.splice(0)) off()
    for (const groupId of [...this.#open.keys()]) this.#endAll(groupId, 'session')
    for (const groupId of [...this.#own.keys()]) this.#endOwn(groupId, 'session')
    this.#asked.clear()
    this.#ownEndedAt.clear()
    this.#names.clear()
  }

  #follow({ groupId, name, speakers }: Conference): void {
    this.#names.set(groupId, name)
    const begun = this.#open.get(groupId) ?? new Map<string, Begun>()
    const now = new Set(speakers.map(({ id }) => id))
    for (const [id, one] of begun) {
      if (now.has(id)) continue
      begun.delete(id)
      this.#tell(one, 'ended')
    }
    for (const { id, name: speakerName, since } of speakers) {
      if (!begun.has(id) && !this.#isOwn(groupId, id, since))
        begun.set(id, this.#begin(groupId, id, speakerName, since, false))
    }
    if (begun.size > 0) this.#open.set(groupId, begun)
    else this.#open.delete(groupId)
  }

  /** The account may speak at another desk as well: that is somebody else's speech here. */
  #isOwn(groupId: string, id: string, since: number): boolean {
    if (id !== this.#account) return false
    return this.#asked.has(groupId) || since < (this.#ownEndedAt.get(groupId) ?? 0) + SETTLES_MS
  }

  #followFloor({ groupId, phase, end }: Floor): void {
    if (phase === 'over') this.#asked.delete(groupId)
    else this.#asked.add(groupId)
    if (phase === 'granted' && !this.#own.has(groupId)) {
      const name = this.#fleet.users.get(this.#account)?.name ?? ''
      this.#own.set(groupId, this.#begin(groupId, this.#account, name, Date.now(), true))
    } else if (phase === 'returning' || phase === 'over') this.#endOwn(groupId, end ?? 'ended')
  }

  #begin(groupId: string, id: string, speakerName: string, startedAt: number, isMine: boolean): Begun {
    const begun: Begun = {
      ...{ speech: randomUUID(), kind: 'conference', place: groupId, placeName: this.#names.get(groupId) ?? groupId },
      ...{ speakerKind: this.#fleet.devices.get(id) ? 'PU' : 'User', speaker: id, speakerName, isMine, startedAt },
    }
    this.#began.emit(begun)
    return begun
  }

  #endAll(groupId: string, end: string): void {
    const begun = this.#open.get(groupId)
    this.#open.delete(groupId)
    for (const one of begun?.values() ?? []) this.#tell(one, end)
  }

  #endOwn(groupId: string, end: string): void {
    const own = this.#own.get(groupId)
    this.#own.delete(groupId)
    if (!own) return
    this.#ownEndedAt.set(groupId, Date.now())
    this.#tell(own, end)
  }

  #tell(begun: Begun, end: string): void {
    this.#bursts.emit({ ...begun, endedAt: Date.now(), end })
  }
}

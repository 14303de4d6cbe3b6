/** The floors of all conferences of one session, and what ends them from outside. */
import type { Floor as FloorState, FloorEnd } from '../../../shared/contract/conferences.ts'
import type { Connection } from '../../../shared/contract/define.ts'
import { ConferenceStatus } from '../../../shared/platform/conference.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import { Floor, type FloorCalls } from './floor.ts'

export interface FloorsOptions {
  readonly session: ActiveSession
  readonly timings: Timings
  readonly talkMs: () => number
  readonly otherSpeaker: (groupId: string) => string | undefined
  readonly onChanged: (floor: FloorState) => void
}

export class Floors {
  readonly #options: FloorsOptions
  readonly #floors = new Map<string, Floor>()

  constructor(options: FloorsOptions) {
    this.#options = options
  }

  get states(): FloorState[] {
    return [...this.#floors.values()].flatMap(({ state }) => state ?? [])
  }

  of(groupId: string): Floor {
    const known = this.#floors.get(groupId)
    if (known) return known
    const { session, timings, talkMs, otherSpeaker, onChanged } = this.#options
    const calls = floorCalls(session, groupId)
    const floor = new Floor({ groupId, calls, timings, talkMs, otherSpeaker: () => otherSpeaker(groupId), onChanged })
    this.#floors.set(groupId, floor)
    return floor
  }

  keep(connection: Connection): void {
    for (const floor of this.#floors.values()) floor.keep(connection)
  }

  async loseAll(why: FloorEnd): Promise<void> {
    await Promise.all([...this.#floors.values()].map((floor) => floor.lose(why)))
  }

  hurry(): void {
    for (const floor of this.#floors.values()) floor.hurry()
  }

  dispose(): void {
    for (const floor of this.#floors.values()) floor.dispose()
    this.#floors.clear()
  }
}

function floorCalls(session: ActiveSession, groupid: string): FloorCalls {
  const { conference } = operations
  const params = { groupid }
  return {
    ask: () => session.call(conference.speak, { params }),
    giveBack: () => session.call(conference.endSpeech, { params, body: {} }),
    isSpeaking: async () => {
      const member = { groupid, memberid: session.username }
      const { data } = await session.call(conference.memberInfo, { params: member })
      return data.status === ConferenceStatus.speaking
    },
  }
}

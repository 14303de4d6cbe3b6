/** The worst active alarm of each unit, as a number. Reads what is active and follows what changes. */
import { ALARM_LEVELS, type Alarm, type AlarmLevel } from '../../../shared/contract/alarms.ts'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { AlarmState } from '../../../shared/platform/alarm.ts'

const PAGE = 500
/** Of more active alarms than these the older ones do not mark the map; the list of alarms has them. */
const MOST_PAGES = 20

/** 0 none, 1 low … 4 critical. */
export function levelNumber(level: AlarmLevel | undefined): number {
  return level === undefined ? 0 : ALARM_LEVELS.length - ALARM_LEVELS.indexOf(level)
}

/** Back from a number; undefined for none. */
export function levelOfNumber(value: number): AlarmLevel | undefined {
  return ALARM_LEVELS[ALARM_LEVELS.length - value]
}

/** Active alarms with their levels, by device and key. */
type Active = Map<string, Map<string, number>>

export class AlarmLevels {
  #active: Active = new Map()
  readonly #client: Pick<WatchpostClient, 'alarms'>
  readonly #changed: (deviceId: string, level: number) => void
  /** What was told while pages are read: a page may be older than that. */
  #told: Map<string, Alarm> | undefined

  /** `changed`: a device's worst level became another. */
  constructor(client: Pick<WatchpostClient, 'alarms'>, changed: (deviceId: string, level: number) => void) {
    this.#client = client
    this.#changed = changed
  }

  worstOf(deviceId: string): number {
    return worstIn(this.#active, deviceId)
  }

  /** Everything anew; until it is there what was known stays. Rejects when the list cannot be read. */
  async read(): Promise<void> {
    const told = new Map<string, Alarm>()
    this.#told = told
    try {
      const next: Active = new Map()
      for await (const alarm of this.#pages()) put(next, alarm)
      // Somebody began to read after this.
      if (told !== this.#told) return
      for (const alarm of told.values()) put(next, alarm)
      this.#replace(next)
    } finally {
      if (told === this.#told) this.#told = undefined
    }
  }

  /** Another account has other alarms. */
  clear(): void {
    this.#told = undefined
    this.#replace(new Map())
  }

  async *#pages(): AsyncGenerator<Alarm> {
    const filter = { statuses: [AlarmState.active] }
    let before: { time: number; key: string } | undefined
    for (let page = 0; page < MOST_PAGES; page++) {
      const { alarms, more } = await this.#client.alarms.list({ filter, limit: PAGE, ...(before && { before }) })
      yield* alarms
      const last = alarms.at(-1)
      if (!more || !last) return
      before = { time: last.time, key: last.key }
    }
  }

  apply(alarms: readonly Alarm[]): void {
    for (const alarm of alarms) {
      this.#told?.set(alarm.key, alarm)
      const before = this.worstOf(alarm.device.id)
      put(this.#active, alarm)
      const now = this.worstOf(alarm.device.id)
      if (now !== before) this.#changed(alarm.device.id, now)
    }
  }

  #replace(next: Active): void {
    const last = this.#active
    this.#active = next
    for (const id of new Set([...last.keys(), ...next.keys()])) {
      const now = worstIn(next, id)
      if (now !== worstIn(last, id)) this.#changed(id, now)
    }
  }
}

function worstIn(active: Active, deviceId: string): number {
  let worst = 0
  for (const level of active.get(deviceId)?.values() ?? []) worst = Math.max(worst, level)
  return worst
}

/** One that is not active any more is taken out. */
function put(active: Active, { key, status, level, device: { id } }: Alarm): void {
  if (id === '') return
  const alarms = active.get(id) ?? new Map<string, number>()
  if (status === AlarmState.active) active.set(id, alarms.set(key, levelNumber(level)))
  else if (alarms.delete(key) && alarms.size === 0) active.delete(id)
}

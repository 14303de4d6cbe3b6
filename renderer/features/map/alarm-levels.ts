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

export class AlarmLevels {
  /** Active ones, by device and key. */
  readonly #devices = new Map<string, Map<string, number>>()
  readonly #client: Pick<WatchpostClient, 'alarms'>
  readonly #changed: (deviceId: string, level: number) => void
  #read = 0

  /** `changed`: a device's worst level became another. */
  constructor(client: Pick<WatchpostClient, 'alarms'>, changed: (deviceId: string, level: number) => void) {
    this.#client = client
    this.#changed = changed
  }

  worstOf(deviceId: string): number {
    let worst = 0
    for (const level of this.#devices.get(deviceId)?.values() ?? []) worst = Math.max(worst, level)
    return worst
  }

  /** Everything anew. Rejects when the list cannot be read; what was read stays. */
  async read(): Promise<void> {
    const mine = ++this.#read
    this.clear()
    const filter = { statuses: [AlarmState.active] }
    let before: { time: number; key: string } | undefined
    for (let page = 0; page < MOST_PAGES; page++) {
      const { alarms, more } = await this.#client.alarms.list({ filter, limit: PAGE, ...(before && { before }) })
      if (mine !== this.#read) return
      this.apply(alarms)
      const last = alarms.at(-1)
      if (!more || !last) return
      before = { time: last.time, key: last.key }
    }
  }

  apply(alarms: readonly Alarm[]): void {
    for (const alarm of alarms) {
      const id = alarm.device.id
      if (id === '') continue
      const before = this.worstOf(id)
      if (alarm.status === AlarmState.active) this.#put(id, alarm.key, levelNumber(alarm.level))
      else this.#remove(id, alarm.key)
      const now = this.worstOf(id)
      if (now !== before) this.#changed(id, now)
    }
  }

  clear(): void {
    const ids = [...this.#devices.keys()]
    this.#devices.clear()
    for (const id of ids) this.#changed(id, 0)
  }

  #put(id: string, key: string, level: number): void {
    const alarms = this.#devices.get(id) ?? new Map<string, number>()
    this.#devices.set(id, alarms.set(key, level))
  }

  #remove(id: string, key: string): void {
    const alarms = this.#devices.get(id)
    if (alarms?.delete(key) && alarms.size === 0) this.#devices.delete(id)
  }
}

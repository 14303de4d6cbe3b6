/** From a row of the store to what the contract shows: names as known now, the level as this site sees it. */
import type { Alarm, AlarmStep, Bundle, LevelTable } from '../../../shared/contract/alarms.ts'
import { levelOf } from '../../../shared/alarm-levels.ts'
import type { StoredBundle } from './bundle-alarms.ts'
import type { StoredStep } from './read-alarms.ts'
import type { StoredAlarm } from './stored-alarm.ts'

/** Names the fleet has now. */
export interface CurrentNames {
  device(id: string): string | undefined
  user(id: string): string | undefined
}

export class AlarmView {
  readonly #names: CurrentNames
  readonly #ownLevels: () => LevelTable

  constructor(names: CurrentNames, ownLevels: () => LevelTable) {
    this.#names = names
    this.#ownLevels = ownLevels
  }

  alarm(row: StoredAlarm): Alarm {
    return {
      key: row.key,
      type: row.type,
      status: row.status,
      level: levelOf(row.type, this.#ownLevels()),
      time: row.time,
      device: { id: row.device_id, name: this.#names.device(row.device_id) ?? row.device_name ?? row.device_id },
      ...(row.part === null ? {} : { part: row.part }),
      ...(row.user_id === null ? {} : { user: { id: row.user_id, name: this.#userName(row.user_id, row.user_name) } }),
      description: row.description,
      ...(row.latitude === null ? {} : { latitude: row.latitude }),
      ...(row.longitude === null ? {} : { longitude: row.longitude }),
      ...this.#handling(row),
      seen: row.seen === 1,
    }
  }

  step({ time, status, handler, handler_name, note }: StoredStep): AlarmStep {
    return {
      time,
      status,
      ...(handler === '' ? {} : { by: handler, byName: this.#userName(handler, handler_name) }),
      ...(note === '' ? {} : { note }),
    }
  }

  bundle({ newest, ...rest }: StoredBundle): Bundle {
    return { newest: this.alarm(newest), ...rest }
  }

  #handling({ handled_at, handler_id, handler_name, note }: StoredAlarm): Pick<Alarm, 'handling'> {
    if (handled_at === null) return {}
    const by = handler_id ?? ''
    return { handling: { by, byName: this.#userName(by, handler_name), note: note ?? '', time: handled_at } }
  }

  #userName(id: string, known: string | null): string {
    return this.#names.user(id) ?? known ?? id
  }
}

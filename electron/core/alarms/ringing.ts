/** What calls until it is seen: a window that opens later, or plays when another is gone, goes on with it. */
import type { Alarm } from '../../../shared/contract/alarms.ts'
import { AlarmState, AlarmType } from '../../../shared/platform/alarm.ts'
import type { AlarmChange } from './alarm-outlet.ts'

/** The newest; one of each level is enough to sound. */
const MOST = 1000

export class Ringing {
  readonly #keys = new Set<string>()

  /** The newest last. */
  get keys(): string[] {
    return [...this.#keys]
  }

  follow({ alarms, raised }: AlarmChange): void {
    const isNew = new Set(raised)
    for (const alarm of alarms) {
      if (!calls(alarm)) this.#keys.delete(alarm.key)
      else if (isNew.has(alarm.key)) this.#keys.add(alarm.key)
    }
    for (const key of this.#keys) {
      if (this.#keys.size <= MOST) break
      this.#keys.delete(key)
    }
  }
}

/** What sounds until it is seen. */
function calls({ type, seen, status, level }: Alarm): boolean {
  const isUrgent = type === AlarmType.sos || level === 'critical' || level === 'high'
  return isUrgent && !seen && status === AlarmState.active
}

/**
 * When which sound is due: critical every 5 s and high every 15 s until it was seen, medium once, low never. One sound at a
 * time, the most urgent one; a flood does not make it sound more often.
 */
import type { Alarm, AlarmLevel } from '../../../shared/contract/alarms.ts'
import { AlarmState, AlarmType } from '../../../shared/platform/alarm.ts'

export type SoundName = 'sos' | Exclude<AlarmLevel, 'low'>

export const REPEAT_MS: Readonly<Record<SoundName, number | undefined>> = {
  sos: 5_000,
  critical: 5_000,
  high: 15_000,
  medium: undefined,
}
/** By urgency. */
export const ORDER = ['sos', 'critical', 'high', 'medium'] as const satisfies readonly SoundName[]
/** Between two sounds of a level that does not repeat. */
const MEDIUM_GAP_MS = 3_000

export function soundOf(alarm: Pick<Alarm, 'type' | 'level'>): SoundName | undefined {
  if (alarm.type === AlarmType.sos) return 'sos'
  return alarm.level === 'low' ? undefined : alarm.level
}

export class SoundRule {
  readonly #unseen = new Map<string, SoundName>()
  readonly #playedAt = new Map<SoundName, number>()
  #mediumDue = false

  /** What sounds until it is seen. */
  get waiting(): number {
    return this.#unseen.size
  }

  raised(alarm: Alarm): void {
    const sound = soundOf(alarm)
    if (!sound || alarm.seen || alarm.status !== AlarmState.active) return
    if (sound === 'medium') this.#mediumDue = true
    else this.#unseen.set(alarm.key, sound)
  }

  /** Seen here, or not active any more: silent. */
  changed(alarm: Alarm): void {
    if (alarm.seen || alarm.status !== AlarmState.active) this.#unseen.delete(alarm.key)
  }

  /** Another window played it. */
  played(sound: SoundName, atMs: number): void {
    this.#playedAt.set(sound, Math.max(atMs, this.#playedAt.get(sound) ?? -Infinity))
  }

  /** What was due could not be heard: it is still due. */
  unheard(sound: SoundName): void {
    this.#playedAt.delete(sound)
    if (sound === 'medium') this.#mediumDue = true
  }

  /** Another window plays: what sounds once sounded there. */
  skip(): void {
    this.#mediumDue = false
  }

  clear(): void {
    this.#unseen.clear()
    this.#mediumDue = false
  }

  /** The sound to play now. `onlySos`: muted or not to be disturbed. A medium alarm of a silent time does not sound later. */
  due(nowMs: number, onlySos: boolean): SoundName | undefined {
    const waiting = new Set(this.#unseen.values())
    const mediumDue = this.#mediumDue
    this.#mediumDue = false
    const isDue = (sound: SoundName): boolean => {
      const since = nowMs - (this.#playedAt.get(sound) ?? -Infinity)
      if (sound === 'medium') return mediumDue && since >= MEDIUM_GAP_MS
      return waiting.has(sound) && since >= (REPEAT_MS[sound] ?? Infinity)
    }
    const sound = ORDER.find((each) => (each === 'sos' || !onlySos) && isDue(each))
    if (sound) this.#playedAt.set(sound, nowMs)
    return sound
  }
}

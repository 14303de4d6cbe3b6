/** What stands in one line of the list: an alarm, or a bundle of them told by its newest. */
import type { ShallowRef } from 'vue'
import type { Alarm, Bundle } from '../../../shared/contract/alarms.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'

export interface AlarmLine {
  readonly key: string
  readonly alarm: Alarm
  readonly bundle?: Bundle
}

export interface AlarmChange {
  readonly alarms: readonly Alarm[]
  /** Keys of those that were raised just now. */
  readonly raised: readonly string[]
}

/** The list on screen, whichever way it is folded: newest first, filled from above by events and from below by pages. */
export interface LineSource {
  readonly lines: Readonly<ShallowRef<readonly AlarmLine[]>>
  /** The store has older ones. */
  readonly more: Readonly<ShallowRef<boolean>>
  readonly loading: Readonly<ShallowRef<boolean>>
  readonly error: Readonly<ShallowRef<ErrorEnvelope | undefined>>
  /** New ones that wait until the operator looks at the top again. */
  readonly fresh: Readonly<ShallowRef<number>>
  /** While the operator reads further down nothing moves: what is new waits, what changed changes in place. */
  setReading(reading: boolean): void
  reload(): Promise<void>
  loadMore(): Promise<void>
  showFresh(): void
  apply(change: AlarmChange): void
  dispose(): void
}

/** Newest first; the key decides within one second. */
export function compareAlarms(one: Alarm, other: Alarm): number {
  if (one.time !== other.time) return other.time - one.time
  if (one.key === other.key) return 0
  return one.key < other.key ? 1 : -1
}

/** The alarm record: a past by seed, and everything that is raised since. Devices' coming and going is no alarm here. */
import { AlarmState, type AlarmStateId, type AlarmTypeId } from '../../../shared/platform/alarm.ts'
import type { Account } from '../accounts.ts'
import type { Clock } from '../clock.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { Presence } from '../presence/presence.ts'
import type { Alarm } from './alarm.ts'
import { pastAlarms } from './past.ts'

export interface Raise {
  readonly type: AlarmTypeId
  readonly deviceId?: string | undefined
  readonly channel?: number | undefined
  /** Without it the user signed in on the device, if any. */
  readonly userId?: string | undefined
  readonly description: string
  /** Without them where the device is. Degrees. */
  readonly lat?: number | undefined
  readonly lng?: number | undefined
  /** The device takes it back after so many ms. */
  readonly releaseAfterMs?: number | undefined
}

export interface Processing {
  readonly state: AlarmStateId | undefined
  readonly lat: number | undefined
  readonly lng: number | undefined
  readonly description: string | undefined
  readonly remark: string | undefined
}

export interface Alarms {
  raise(raise: Raise): Alarm
  /** undefined when there is none. */
  find(key: string): Alarm | undefined
  process(alarm: Alarm, processing: Processing, account: Account): void
  /** Only what is still active is released. */
  release(alarm: Alarm): void
  /** What a device raised since the start and nobody has dealt with. */
  active(deviceId: string, type: AlarmTypeId): Alarm | undefined
  /** Newest first. */
  list(): readonly Alarm[]
  /** Raised, or in another state. */
  onChanged(listener: (alarm: Alarm) => void): () => void
}

interface Parts {
  readonly fleet: Fleet
  readonly presence: Presence
  readonly clock: Clock
  readonly seed: number
  /** Name of a user, if there is one. */
  readonly userNameOf: (userId: string) => string | undefined
}

export function createAlarms({ fleet, presence, clock, seed, userNameOf }: Parts): Alarms {
  const startMs = clock.now()
  const listeners = new Set<(alarm: Alarm) => void>()
  const raised: Alarm[] = []
  let laidDown: Alarm[] | undefined
  const past = (): Alarm[] =>
    (laidDown ??= [...presence.devices]
      .flatMap((device) => pastAlarms(device, presence.ofDevice(device), seed, startMs))
      .toSorted((a, b) => a.timeMs - b.timeMs))
  const tell = (alarm: Alarm) => listeners.forEach((listener) => listener(alarm))

  const self: Alarms = {
    raise(given) {
      const device = given.deviceId === undefined ? undefined : fleet.byId.get(given.deviceId)
      const place = device && fleet.placeOf(device)
      const userId = given.userId ?? device?.person?.id
      const alarm: Alarm = {
        key: `${clock.now().toString(36)}-${device?.number ?? 0}-${raised.length + 1}`,
        type: given.type,
        timeMs: clock.now(),
        deviceId: given.deviceId ?? '',
        channel: given.channel,
        userId,
        userName: userId === undefined ? undefined : (userNameOf(userId) ?? device?.person?.name),
        state: AlarmState.active,
        description: given.description,
        lat: given.lat ?? place?.lat,
        lng: given.lng ?? place?.lng,
        processed: undefined,
      }
      raised.push(alarm)
      if (given.releaseAfterMs !== undefined) clock.after(given.releaseAfterMs, () => self.release(alarm))
      tell(alarm)
      return alarm
    },
    find: (key) => raised.find((alarm) => alarm.key === key) ?? past().find((alarm) => alarm.key === key),
    process(alarm, { state, lat, lng, description, remark }, account) {
      alarm.state = state ?? alarm.state
      alarm.lat = lat ?? alarm.lat
      alarm.lng = lng ?? alarm.lng
      alarm.description = description ?? alarm.description
      alarm.processed = {
        operatorId: account.id,
        operatorName: account.name,
        description: remark ?? alarm.processed?.description ?? '',
        timeMs: clock.now(),
      }
      tell(alarm)
    },
    release(alarm) {
      if (alarm.state !== AlarmState.active) return
      alarm.state = AlarmState.releasedByItself
      tell(alarm)
    },
    active: (deviceId, type) =>
      raised.find((alarm) => alarm.deviceId === deviceId && alarm.type === type && alarm.state === AlarmState.active),
    list: () => [...past(), ...raised].toReversed(),
    onChanged(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return self
}

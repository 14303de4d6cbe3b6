/** What the platform keeps of what happened: presence, alarms, files and their marks, logs. */
import type { Clock } from './clock.ts'
import type { Account } from './accounts.ts'
import { createAlarms, type Alarms } from './alarms/alarms.ts'
import { watchAlarms } from './alarms/consequences.ts'
import { pastAlarms } from './alarms/past.ts'
import type { DeviceConfig } from './device-config.ts'
import type { Fleet } from './fleet/fleet.ts'
import { installation } from './logs/installation.ts'
import { createLoginWatch, type LoginWatch } from './logs/login-watch.ts'
import { createOperationLog, type OperationLog } from './logs/operation-log.ts'
import { createWarnings, type Warnings } from './logs/warnings.ts'
import { createPresence, type Presence } from './presence/presence.ts'
import { createMarks, type Marks } from './recordings/marks.ts'
import { createRecordings, type Recordings } from './recordings/recordings.ts'
import type { Sessions } from './sessions.ts'
import { recordFileLengthS } from './storage/rules.ts'

export interface Records {
  readonly presence: Presence
  readonly alarms: Alarms
  readonly recordings: Recordings
  readonly marks: Marks
  readonly operationLog: OperationLog
  readonly warnings: Warnings
  readonly loginFailed: LoginWatch
  /** undefined when there is no such user. */
  readonly userNameOf: (userId: string) => string | undefined
}

export interface RecordParts {
  readonly fleet: Fleet
  readonly sessions: Sessions
  readonly accounts: ReadonlyMap<string, Account>
  readonly clock: Clock
  readonly deviceConfig: DeviceConfig
  readonly seed: number
}

export function createRecords({ fleet, sessions, accounts, clock, deviceConfig, seed }: RecordParts): Records {
  const presence = createPresence({ fleet, sessions, accounts, now: clock.now, seed })
  const userNameOf = (id: string) => accounts.get(id)?.name ?? fleet.people.find((person) => person.id === id)?.name
  const warnings = createWarnings(clock.now)
  const startMs = clock.now()
  const [groups, devices] = [[...fleet.groups], [...fleet.devices]]
  const alarms = createAlarms({ fleet, presence, clock, seed, userNameOf })
  const recordings = createRecordings({
    fleet,
    presence,
    now: clock.now,
    seed,
    lengthS: (device) => recordFileLengthS(deviceConfig, device),
    alarmsBefore: (device) =>
      pastAlarms(device, presence.ofDevice(device), seed, startMs).flatMap(({ channel, timeMs }) =>
        channel === undefined ? [] : { channel, timeS: Math.floor(timeMs / 1000) },
      ),
  })
  watchAlarms({ fleet, alarms, recordings, warnings, now: clock.now })
  return {
    presence,
    alarms,
    recordings,
    marks: createMarks(),
    operationLog: createOperationLog(() => installation(groups, devices, startMs)),
    warnings,
    loginFailed: createLoginWatch(warnings, clock.now),
    userNameOf,
  }
}

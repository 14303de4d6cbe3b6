/** The parts of the platform that operations, pushes and the control address work on. */
import type { Cascade } from './cascade/cascade.ts'
import type { Chat } from './chat/chat.ts'
import type { Clock } from './clock.ts'
import type { DeviceConfig } from './device-config.ts'
import type { Dialogs } from './dialogs.ts'
import type { Failures } from './failures.ts'
import type { Faults } from './faults.ts'
import type { Fences } from './fences/fences.ts'
import type { Fleet } from './fleet/fleet.ts'
import type { Memory } from './memory.ts'
import type { Programs } from './modules/programs.ts'
import type { People } from './people.ts'
import type { SimulatorOptions } from './options.ts'
import type { Cameras } from './ptz/cameras.ts'
import type { StoragePlans } from './plans/storage-plans.ts'
import type { Records } from './records.ts'
import type { Feeds } from './push/feeds.ts'
import type { Subscriptions } from './push/subscriptions.ts'
import type { Sessions } from './sessions.ts'
import type { Formats } from './storage/formats.ts'
import type { Timetables } from './storage/timetables.ts'

export interface World extends Records, Feeds, People, Chat {
  readonly options: SimulatorOptions
  readonly clock: Clock
  /** The clock's: epoch ms. */
  readonly now: () => number
  readonly fleet: Fleet
  readonly deviceConfig: DeviceConfig
  /** Those that turn. */
  readonly cameras: Cameras
  /** Storage media being formatted. */
  readonly formats: Formats
  /** What devices do at times of their own. */
  readonly timetables: Timetables
  readonly sessions: Sessions
  /** The six subscriptions. */
  readonly pushes: Subscriptions
  readonly faults: Faults
  readonly failures: Failures
  readonly memory: Memory
  readonly dialogs: Dialogs
  readonly storagePlans: StoragePlans
  /** Platforms above and below, by GB28181. */
  readonly cascade: Cascade
  readonly programs: Programs
  readonly fences: Fences
  /** Switches of the platform that its administrator would have. */
  readonly settings: {
    complexPassword: boolean
    lockS: number
    /** Users need a name and an identity card number. */
    realName: boolean
    /** Passwords older than this are to be changed, and new ones at the first log-in; 0 for never. */
    passwordCycleDays: number
  }
}

/** All sections. Together they use every operation. */
import { authentication } from './authentication.ts'
import { blackAndWhiteList, contacts } from './contacts.ts'
import { chatGroups, meetings, messages } from './chat.ts'
import { fences } from './fences.ts'
import { roles } from './roles.ts'
import { users } from './users.ts'
import { cascadeAbove, cascadeBelow } from './cascades.ts'
import { modulePrograms } from './module-programs.ts'
import { devices } from './device.ts'
import { managedDevices } from './device-management.ts'
import { deviceItself } from './device-system.ts'
import { encoders } from './device-encoder.ts'
import { pictureAndSound } from './device-media.ts'
import { networks } from './device-network.ts'
import { deviceStorages } from './device-storage.ts'
import { cameras } from './ptz.ts'
import { storagePlans } from './storage-plans.ts'
import { storageMonitor } from './storage-monitor.ts'
import { mediaStreams } from './media-stream.ts'
import { meetingMedia } from './meeting-media.ts'
import { alarms } from './alarms.ts'
import { logs } from './logs.ts'
import { recordFiles } from './record-files.ts'
import { timelines } from './timelines.ts'
import { tracks } from './tracks.ts'
import type { Scenario } from './scenario.ts'

export const scenarios: readonly Scenario[] = [
  authentication,
  users,
  roles,
  contacts,
  blackAndWhiteList,
  chatGroups,
  meetings,
  messages,
  fences,
  cascadeAbove,
  cascadeBelow,
  modulePrograms,
  devices,
  managedDevices,
  deviceItself,
  encoders,
  pictureAndSound,
  networks,
  deviceStorages,
  cameras,
  storagePlans,
  storageMonitor,
  mediaStreams,
  meetingMedia,
  alarms,
  recordFiles,
  tracks,
  logs,
  timelines,
]

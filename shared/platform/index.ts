/** All operations and subscriptions of the platform that this client knows. */
import { auth } from './auth.ts'
import type { Operation } from './define.ts'
import { device } from './device.ts'
import { deviceEncoder } from './device-encoder.ts'
import { deviceMedia } from './device-media.ts'
import { deviceNetwork } from './device-network.ts'
import { deviceOverlay } from './device-overlay.ts'
import { deviceRadio } from './device-radio.ts'
import { deviceServer } from './device-server.ts'
import { deviceStorage } from './device-storage.ts'
import { deviceVideoSource } from './device-video-source.ts'
import { ptz } from './ptz.ts'
import { deviceManagement } from './device-management.ts'
import { deviceSystem } from './device-system.ts'
import { mediaStream } from './media-stream.ts'
import { user } from './user.ts'
import { conference } from './conference.ts'
import { fence } from './fence.ts'
import { imGroup } from './im-group.ts'
import { im } from './im.ts'
import { gb28181In } from './gb28181-in.ts'
import { gb28181InRecord } from './gb28181-in-record.ts'
import { gb28181Out } from './gb28181-out.ts'
import { gb28181OutDirectory } from './gb28181-out-directory.ts'
import { moduleProgram } from './module.ts'
import { websocket } from './websocket.ts'
import { alarm } from './alarm.ts'
import { recordFile } from './record-file.ts'
import { track } from './track.ts'
import { log } from './log.ts'
import { timeline } from './timeline.ts'
import { role } from './role.ts'
import { userManagement } from './user-management.ts'
import { contact } from './contact.ts'
import { blockList } from './block-list.ts'
import { downloadPlan } from './download-plan.ts'
import { recordPlan } from './record-plan.ts'
import { planDevice } from './plan-device.ts'
import { monitor } from './monitor.ts'

export const operations = {
  auth,
  device,
  deviceEncoder,
  deviceMedia,
  deviceNetwork,
  deviceOverlay,
  deviceRadio,
  deviceServer,
  deviceStorage,
  deviceVideoSource,
  ptz,
  deviceManagement,
  deviceSystem,
  mediaStream,
  user,
  imGroup,
  conference,
  im,
  fence,
  alarm,
  recordFile,
  track,
  log,
  timeline,
  role,
  userManagement,
  contact,
  blockList,
  gb28181Out,
  gb28181OutDirectory,
  gb28181In,
  gb28181InRecord,
  moduleProgram,
  downloadPlan,
  recordPlan,
  planDevice,
  monitor,
}
export const pushes = websocket

const all: readonly Operation[] = Object.values(operations).flatMap((section) => Object.values(section) as Operation[])

/** By their unique names. */
export const operationsByName: ReadonlyMap<string, Operation> = new Map(all.map((entry) => [entry.name, entry]))

/** Every operation the simulator answers, section by section. */
import type { Handlers } from '../http/handler.ts'
import type { Media } from '../media/open.ts'
import type { World } from '../world.ts'
import { alarmHandlers } from './alarm.ts'
import { authHandlers } from './auth.ts'
import { conferenceHandlers } from './conference.ts'
import { deviceHandlers } from './device.ts'
import { deviceCommandHandlers } from './device-command.ts'
import { deviceManagementHandlers } from './device-management.ts'
import { deviceSystemHandlers } from './device-system.ts'
import { deviceMediaHandlers } from './device-media.ts'
import { deviceNetworkHandlers } from './device-network.ts'
import { deviceStorageHandlers } from './device-storage.ts'
import { dialogHandlers } from './dialog.ts'
import { mediaServerHandlers } from './media-server.ts'
import { meetingMediaHandlers } from './meeting-media.ts'
import { playbackHandlers } from './playback.ts'
import { monitorHandlers } from './monitor.ts'
import { planHandlers } from './plan.ts'
import { planDeviceHandlers } from './plan-device.ts'
import { gb28181InHandlers } from './gb28181-in.ts'
import { gb28181InRecordHandlers } from './gb28181-in-record.ts'
import { gb28181OutDirectoryHandlers } from './gb28181-out-directory.ts'
import { gb28181OutHandlers } from './gb28181-out.ts'
import { fenceHandlers } from './fence.ts'
import { imGroupHandlers } from './im-group.ts'
import { imHandlers } from './im.ts'
import { moduleHandlers } from './module.ts'
import { ptzHandlers } from './ptz.ts'
import { deviceFileHandlers, recordFileHandlers } from './record-file.ts'
import { logHandlers } from './log.ts'
import { timelineHandlers } from './timeline.ts'
import { trackHandlers } from './track.ts'
import { userHandlers } from './user.ts'
import { blockListHandlers } from './block-list.ts'
import { contactHandlers } from './contact.ts'
import { resourceHandlers } from './resource.ts'
import { roleHandlers } from './role.ts'
import { userGroupHandlers } from './user-group.ts'
import { userManagementHandlers } from './user-management.ts'

export function allHandlers(world: World, media: Media): Handlers {
  return new Map([
    ...authHandlers(world),
    ...alarmHandlers(world),
    ...recordFileHandlers(world),
    ...deviceFileHandlers(world),
    ...trackHandlers(world),
    ...timelineHandlers(world),
    ...logHandlers(world),
    ...deviceHandlers(world),
    ...deviceCommandHandlers(world),
    ...deviceManagementHandlers(world),
    ...deviceSystemHandlers(world),
    ...deviceNetworkHandlers(world),
    ...deviceMediaHandlers(world),
    ...deviceStorageHandlers(world),
    ...ptzHandlers(world),
    ...userHandlers(world),
    ...blockListHandlers(world),
    ...contactHandlers(world),
    ...resourceHandlers(world),
    ...roleHandlers(world),
    ...userGroupHandlers(world),
    ...userManagementHandlers(world),
    ...gb28181OutHandlers(world),
    ...gb28181OutDirectoryHandlers(world),
    ...gb28181InHandlers(world),
    ...gb28181InRecordHandlers(world),
    ...imGroupHandlers(world),
    ...conferenceHandlers(world),
    ...imHandlers(world),
    ...fenceHandlers(world),
    ...moduleHandlers(world),
    ...dialogHandlers(world, media),
    ...mediaServerHandlers(world, media),
    ...meetingMediaHandlers(world, media),
    ...playbackHandlers(world, media),
    ...planHandlers(world),
    ...planDeviceHandlers(world),
    ...monitorHandlers(world),
  ])
}

/**
 * Documentation: chapter "websocket". The upgrade is a GET whatever the documentation prints. The token goes as
 * sub-protocol or as `?token=`; the platform closes after 60 s without data, an empty message each 20 s keeps it open.
 */
import Type from 'typebox'
import { AlarmState, AlarmType } from './alarm.ts'
import { ConferenceStatus } from './conference.ts'
import { push } from './define.ts'
import { Outgoing } from './im.ts'
import { MEMBER_KEYS } from './im-group.ts'
import { SpeakerType } from './message-content.ts'
import { onlineStatus } from './online-status.ts'
import { PositionSchema } from './position.ts'
import { oneOf } from './values.ts'

export const ConferenceSubject = {
  conference: 'conference',
  member: 'member',
  group: 'group',
  groupMember: 'group-member',
} as const

export const ConferenceChange = {
  added: 'add',
  removed: 'del',
  changed: 'mod',
  speechBegan: 'start-speak',
  speechEnded: 'end-speak',
} as const

/** What the platform may ask of a desk. */
export const DeskCommand = { joinConference: 'conf_join', openVideo: 'open_dialog' } as const
export const CommandMethod = { get: 'get', post: 'post', put: 'put', delete: 'delete' } as const

const CommandId = Type.String({ description: 'the answer repeats it' })

export const websocket = {
  onlineStatus,
  alarm: push({
    name: 'alarm',
    path: '/bvcsp/v1/ws/event/alarm',
    frame: Type.Object({
      key: Type.Optional(Type.String({ description: 'alarm ID' })),
      type: oneOf(AlarmType),
      time: Type.Number({ unit: 's', moment: 's', description: 'when it happened' }),
      userID: Type.Optional(Type.String({ description: 'account' })),
      devID: Type.String({ description: 'device ID' }),
      subDevIdx: Type.Optional(Type.Number({ description: 'index of the part, such as a channel' })),
      status: oneOf(AlarmState),
      desc: Type.Optional(Type.String()),
      lat: Type.Optional(Type.Number({ unit: 'degree', description: 'WGS-84' })),
      lng: Type.Optional(Type.Number({ unit: 'degree', description: 'WGS-84' })),
    }),
  }),
  im: push({
    name: 'im',
    path: '/bvcsp/v1/ws/im',
    frame: Type.Object({
      id: Type.Number({ description: 'message ID, rising' }),
      speaker: Type.String({ description: 'sender: account or device ID' }),
      speakerType: oneOf(SpeakerType),
      speakerName: Type.String(),
      audience: Outgoing.audience,
      audienceType: Outgoing.audienceType,
      time: Type.Number({ unit: 's', moment: 's', description: 'when it was sent' }),
      msgType: Outgoing.msgType,
      msgContent: Outgoing.msgContent,
    }),
    sends: Type.Object(Outgoing),
  }),
  gpsData: push({
    name: 'gpsdata',
    path: '/bvcsp/v1/ws/gpsdata',
    frame: Type.Object({
      devId: Type.String({ description: 'device ID' }),
      ...PositionSchema.properties,
    }),
    sends: Type.Object({
      all: Type.Optional(
        Type.Boolean({ description: 'every on-line device the account may see, whatever else is said' }),
      ),
      badd: Type.Optional(Type.Boolean({ description: 'true adds the devices, false takes them away' })),
      puid: Type.Optional(Type.Array(Type.String(), { description: 'device IDs' })),
    }),
  }),
  conference: push({
    name: 'conference',
    path: '/bvcsp/v1/ws/event/conference',
    frame: Type.Object({
      type: oneOf(ConferenceSubject),
      operation: oneOf(ConferenceChange),
      groupid: Type.String({ description: 'group ID' }),
      confInfo: Type.Optional(Type.Object({ mode: Type.Optional(Type.Number({ description: 'not explained' })) })),
      member: Type.Optional(
        Type.Object({
          ...MEMBER_KEYS,
          defaultConf: Type.Optional(
            Type.Boolean({ description: 'whether this is the default meeting of the member' }),
          ),
          status: oneOf(ConferenceStatus),
          deviceId: Type.Optional(Type.String({ description: 'device or terminal by which the member is on-line' })),
          memberName: Type.String({ description: 'name of the device or user' }),
          name: Type.Optional(Type.String({ description: 'name in the group' })),
          current: Type.Optional(Type.Boolean({ description: 'whether it is this log-in' })),
        }),
      ),
    }),
  }),
  command: push({
    name: 'command',
    path: '/bvcsp/v1/ws/command',
    frame: Type.Object({
      id: CommandId,
      method: oneOf(CommandMethod),
      command: oneOf(DeskCommand),
      timeout: Type.Number({ unit: 'ms', description: 'no answer within it counts as a failure' }),
      page: Type.Optional(Type.Number({ description: 'from 0' })),
      pageSize: Type.Optional(Type.Number()),
      data: Type.Optional(Type.Object({}, { description: 'by the command; not explained' })),
    }),
    sends: Type.Object({
      id: CommandId,
      code: Type.Number({ description: 'as in any answer, 0 for success' }),
      msg: Type.String(),
      pageInfo: Type.Optional(
        Type.Object({
          page: Type.Optional(Type.Number()),
          pageSize: Type.Optional(Type.Number()),
          totalCount: Type.Number(),
        }),
      ),
      data: Type.Optional(Type.Object({}, { description: 'by the command; not explained' })),
    }),
  }),
}

/** Documentation: chapter "instant messaging". Content of messages: `message-content.ts`. */
import Type from 'typebox'
import { op, pageBody } from './define.ts'
import { AudienceType, MessageType, SpeakerType } from './message-content.ts'
import { oneOf } from './values.ts'

export const ReadState = { any: 0, unread: 1, read: 2 } as const

/** What a client says, over HTTP and over the subscription. */
export const Outgoing = {
  audience: Type.String({ description: 'who receives it: an ID' }),
  audienceType: oneOf(AudienceType),
  msgType: oneOf(MessageType),
  msgContent: Type.String({ description: 'JSON, by the type of the message' }),
}

const Message = Type.Object({
  id: Type.Number({ description: 'message ID, rising' }),
  speaker: Type.String({ description: 'sender: account or device ID' }),
  speakerType: oneOf(SpeakerType),
  audience: Outgoing.audience,
  audienceType: Outgoing.audienceType,
  time: Type.Number({ unit: 's', moment: 's', description: 'when it was sent' }),
  msgType: Outgoing.msgType,
  msgContent: Outgoing.msgContent,
})

const RANGE = {
  minid: Type.Optional(Type.Number({ description: 'first message ID, 0 for no bound' })),
  maxid: Type.Optional(Type.Number({ description: 'last message ID, 0 for no bound' })),
  beginTime: Type.Number({ unit: 's', moment: 's', description: 'sent from' }),
  endTime: Type.Number({ unit: 's', moment: 's', description: 'sent until' }),
}
const Match = Type.Optional(Type.String({ description: 'part of the content' }))

export const im = {
  send: op({
    name: 'im.send',
    method: 'POST',
    path: '/bvcsp/v1/im/msg/new',
    body: Type.Object(Outgoing),
    beside: Type.Object({ id: Message.properties.id }),
  }),
  markRead: op({
    name: 'im.markRead',
    method: 'POST',
    path: '/bvcsp/v1/im/msg/markRead',
    body: Type.Object({ msgid: Type.Number({ description: 'read up to this message' }) }),
  }),
  history: op({
    name: 'im.history',
    method: 'POST',
    path: '/bvcsp/v1/im/msg/history',
    idempotent: true,
    paged: true,
    body: pageBody(
      Type.Object({
        ...RANGE,
        targetID: Type.Optional(Type.String({ description: 'with whom: account, device or group' })),
        targetType: Type.Optional(oneOf(AudienceType)),
        match: Match,
        beenRead: oneOf(ReadState),
      }),
    ),
    data: Type.Array(Message),
  }),
  search: op({
    name: 'im.search',
    method: 'POST',
    path: '/bvcsp/v1/im/msg/search',
    idempotent: true,
    paged: true,
    body: pageBody(
      Type.Object({
        ...RANGE,
        msgType: Type.Optional(oneOf(MessageType)),
        match: Match,
        beenRead: Type.Optional(oneOf(ReadState, { description: 'only with one partner named' })),
        obj1ID: Type.Optional(Type.String({ description: 'sender; both the same: sent and received' })),
        obj1Type: Type.Optional(oneOf(SpeakerType)),
        obj2ID: Type.Optional(Type.String({ description: 'receiver; two persons: their dialogue' })),
        obj2Type: Type.Optional(oneOf(AudienceType)),
      }),
    ),
    data: Type.Array(Message),
  }),
  readMark: op({
    name: 'im.readMark',
    method: 'GET',
    path: '/bvcsp/v1/im/msg/mark',
    data: Type.Object({
      id: Type.Number({ description: 'the last message read; all up to it are' }),
      time: Type.Number({ unit: 's', moment: 's', description: 'when it was marked' }),
    }),
  }),
}

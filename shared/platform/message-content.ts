/**
 * What the text of an instant message holds: JSON by the type of the message. Documentation: "Send newsletter". Nothing is said
 * about the content of notices and commands.
 */
import Type, { type Static } from 'typebox'

/** The documentation prints `confiudio` in one place and `confaudio` in the other. */
export const MessageType = {
  text: 'text',
  position: 'gps',
  file: 'file',
  picture: 'picture',
  audio: 'audio',
  video: 'video',
  conferenceAudio: 'confaudio',
  notice: 'notify',
  control: 'control',
  custom: 'custom',
} as const
export type MessageTypeId = (typeof MessageType)[keyof typeof MessageType]

export const SpeakerType = { user: 'User', device: 'PU' } as const
export type SpeakerTypeId = (typeof SpeakerType)[keyof typeof SpeakerType]

export const AudienceType = {
  user: 'User',
  device: 'PU',
  group: 'IMGroup',
  deviceGroup: 'PUGroup',
  userGroup: 'UserGroup',
} as const
export type AudienceTypeId = (typeof AudienceType)[keyof typeof AudienceType]

const Text = Type.Object({ textMsg: Type.String() })

const File = Type.Object({
  fileID: Type.String(),
  fileSize: Type.String({ unit: 'B', description: 'a number as text' }),
  fileName: Type.String(),
  duration: Type.Optional(Type.Number({ unit: 'ms', description: 'of sound and video' })),
})

const Position = Type.Object({
  lat: Type.Number({ unit: 'degree', description: 'WGS-84' }),
  lng: Type.Number({ unit: 'degree', description: 'WGS-84' }),
  height: Type.Optional(Type.Number({ unit: 'cm' })),
  angle: Type.Optional(Type.Number({ unit: '1/1000 degree', description: 'north 0, clockwise' })),
  speed: Type.Optional(Type.Number({ unit: 'm/h' })),
  starCount: Type.Optional(Type.Number({ description: 'satellites', documented: { name: 'startCount' } })),
})

const Anything = Type.Object({})

/** By `msgType`. */
export const messageContents = {
  text: Text,
  gps: Position,
  file: File,
  picture: File,
  audio: File,
  video: File,
  confaudio: File,
  notify: Anything,
  control: Anything,
  custom: Text,
} as const satisfies Record<MessageTypeId, unknown>

export type MessageContent<T extends MessageTypeId> = Static<(typeof messageContents)[T]>

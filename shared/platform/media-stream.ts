/** Documentation: chapter "Media stream"; `host`, the member's `index` and the lower-case `id` as the vendor's own player sends them. */
import Type, { type TNumberOptions } from 'typebox'
import { op, pageBody } from './define.ts'
import { oneOf, Permission } from './values.ts'

export const MediaProtocol = { webrtc: 'webrtc', bvrtc: 'bvrtc' } as const

/** Who stands at an end of a dialog. */
export const PartyType = { device: 'PU', user: 'User', conference: 'Conf', server: 'Server' } as const

export const DialogStatus = {
  inviting: 'Inviting',
  reinviting: 'Reinviting',
  working: 'Working',
  closed: 'Closed',
} as const

/** `PLAY` with a range jumps and plays. */
export const PlaybackCommand = { pause: 'PAUSE', play: 'PLAY', seek: 'SEEK', teardown: 'TEARDOWN' } as const

/**
 * `code` as the chapter "Media stream" prints it, for its own operations only. The vendor's own client reads the global table
 * there (`PlatformCode`), which says other things by 1 to 6: whoever shows one of them shows the platform's `msg` with it.
 */
export const MediaCode = {
  success: 0,
  channelMissing: 1,
  noAudio: 2,
  offline: 3,
  protocolUnsupported: 4,
  internalError: 5,
  unknownError: 6,
} as const

/** What `code` 7 of `dialog.openPlayback` means to the vendor's own player; elsewhere it is "busy". */
export const PLAYBACK_FILE_MISSING = 7

const DEVICE_ID = Type.String({ description: 'device ID' })
const HOST = Type.Optional(Type.String({ description: 'host:port by which this client reaches the platform' }))
const SDP = Type.String({ description: 'offer without candidates' })
const DIALOG_ID = Type.String({ description: 'wanted to close it' })

const DeviceOffer = Type.Object({
  id: DEVICE_ID,
  index: Type.Number({ description: 'channel' }),
  sdp: SDP,
  host: HOST,
})

const CONFERENCE_ID = Type.String({ description: 'ID of the group' })
const MEMBER = Type.Optional(Type.Integer({ description: 'own member ID in the conference' }))

const ConferenceOffer = Type.Object({ id: CONFERENCE_ID, sdp: SDP, index: MEMBER, host: HOST })

const Opened = Type.Object({
  dialogid: DIALOG_ID,
  sdp: Type.String({ description: 'answer, with the candidates of the media server' }),
})

const RANGE = Type.Array(Type.Number(), {
  unit: 's',
  description: 'from and to, counted from the beginning of the file',
})
const SCALE = Type.Number({ description: 'speed; 1 as recorded, negative backwards' })

const RATE = { unit: 'byte/s' }
const SIZE = { unit: 'byte' }
const SHARE = { unit: '1/10000' }
const PACKETS = { unit: 'packets' }
const measured = (options: TNumberOptions) => Type.Optional(Type.Number(options))

const REQUESTER_RATES = {
  r_upBitrateShort: measured({ ...RATE, description: 'up is what the platform sends' }),
  r_dwBitrateShort: measured(RATE),
  r_upDataSize: measured(SIZE),
  r_dwDataSize: measured(SIZE),
  r_upLostCount: measured(PACKETS),
  r_dwLostCount: measured(PACKETS),
  r_upLostrateShort: measured(SHARE),
  r_dwLostrateShort: measured(SHARE),
}
const TARGET_RATES = {
  t_upBitrateShort: measured({ ...RATE, description: 'up is what the platform sends' }),
  t_dwBitrateShort: measured(RATE),
  t_upDataSize: measured(SIZE),
  t_dwDataSize: measured(SIZE),
  t_upLostCount: measured(PACKETS),
  t_dwLostCount: measured(PACKETS),
  t_upLostrateShort: measured(SHARE),
  t_dwLostrateShort: measured(SHARE),
}

const OPENED_AT = Type.Number({ description: 'opened at, since 1970; the unit is not told' })
const PARTY_ID = Type.String({ description: 'of a device, a conference, an account or a service' })

const Party = Type.Object({
  id: Type.String(),
  time: Type.Number({ documented: { type: 'string' }, description: 'came at' }),
  objType: oneOf(PartyType),
  objId: PARTY_ID,
  mediaDir: Type.Number({ description: 'bits of MediaDirection' }),
  proto: Type.Optional(Type.String({ description: 'webrtc, bvrtc …' })),
  protoc: Type.Optional(Type.String({ description: 'below it: UDP, TCP or WSBV' })),
  objAddr: Type.Optional(Type.String({ description: 'address of the party' })),
  vtduAddr: Type.Optional(Type.String({ description: 'address of the media server' })),
  code: Type.Optional(Type.String({ description: 'codecs' })),
  upDataSize: measured({ ...SIZE, description: 'up is what the platform sends' }),
  dwDataSize: measured(SIZE),
  upBitrateShort: measured(RATE),
  dwBitrateShort: measured(RATE),
})

const Series = Type.Object({
  name: Type.String(),
  Unit: Type.String({ description: 'of the values' }),
  Interval: Type.Number({ unit: 's', description: 'between two values' }),
  Timestamp: Type.Number({ unit: 's', moment: 's', description: 'of the last value' }),
  data: Type.Array(Type.Number()),
})

export const mediaStream = {
  close: op({
    name: 'dialog.close',
    method: 'POST',
    path: '/bvcsp/v1/dialog/close/:dialogid',
    destructive: true,
    params: Type.Object({ dialogid: DIALOG_ID }),
  }),
  openDeviceWebrtc: op({
    name: 'dialog.openDeviceWebrtc',
    method: 'POST',
    path: '/bvcsp/v1/dialog/device/webrtc',
    pace: 'device',
    body: DeviceOffer,
    data: Opened,
  }),
  openDeviceBvrtc: op({
    name: 'dialog.openDeviceBvrtc',
    method: 'POST',
    path: '/bvcsp/v1/dialog/device/bvrtc',
    pace: 'device',
    body: DeviceOffer,
    data: Opened,
  }),
  openConferenceWebrtc: op({
    name: 'dialog.openConferenceWebrtc',
    method: 'POST',
    path: '/bvcsp/v1/dialog/conference/webrtc',
    body: ConferenceOffer,
    data: Opened,
  }),
  openConferenceBvrtc: op({
    name: 'dialog.openConferenceBvrtc',
    method: 'POST',
    path: '/bvcsp/v1/dialog/conference/bvrtc',
    body: ConferenceOffer,
    data: Opened,
  }),
  openConferenceSocket: op({
    name: 'dialog.openConferenceSocket',
    method: 'POST',
    path: '/bvcsp/v1/dialog/conference/bvwsc',
    body: Type.Object({ id: CONFERENCE_ID, index: MEMBER, host: HOST }),
    data: Type.Object({
      dialogid: DIALOG_ID,
      url: Type.String({ description: 'path of the websocket with the sound' }),
      audio_side: Type.Object({
        code: Type.String({ description: 'codec' }),
        channels: Type.Number(),
        SampleRate: Type.Number({ unit: 'Hz' }),
      }),
    }),
  }),
  openPlayback: op({
    name: 'dialog.openPlayback',
    method: 'POST',
    path: '/bvcsp/v1/dialog/playback',
    pace: 'device',
    body: Type.Object({
      id: Type.String({ description: 'device or storage service that has the file; the file stands in the SDP as u=' }),
      sdp: SDP,
      host: HOST,
    }),
    data: Opened,
  }),
  controlPlayback: op({
    name: 'dialog.controlPlayback',
    method: 'PUT',
    path: '/bvcsp/v1/dialog/playback/:dialogId',
    pace: 'device',
    params: Type.Object({ dialogId: DIALOG_ID }),
    body: Type.Object({
      cmd: oneOf(PlaybackCommand),
      range: Type.Optional(RANGE),
      scale: Type.Optional(SCALE),
    }),
    data: Type.Object({
      range: RANGE,
      scale: SCALE,
      seq: Type.Integer({ description: 'number of the next RTP packet' }),
      rtpTime: Type.Integer({ description: 'its RTP time' }),
    }),
  }),
  list: op({
    name: 'dialog.list',
    method: 'POST',
    path: '/bvcsp/v1/dialog/list',
    idempotent: true,
    paged: true,
    body: pageBody(
      Type.Object({
        match: Type.Optional(Type.String({ description: 'occurs in the ID of dialog, user or device' })),
        deviceID: Type.Optional(Type.String()),
        userID: Type.Optional(Type.String()),
        proto: Type.Optional(oneOf(MediaProtocol)),
        index: Type.Optional(Type.Number({ description: 'channel' })),
      }),
    ),
    data: Type.Array(
      Type.Object({
        id: Type.String({ description: 'dialog ID' }),
        time: OPENED_AT,
        index: Type.Number({ description: 'channel' }),
        status: oneOf(DialogStatus),
        requesterType: Type.Optional(oneOf(PartyType)),
        requesterId: Type.Optional(PARTY_ID),
        requesterDir: Type.Optional(Type.String({ description: 'media direction' })),
        requesterProto: Type.Optional(Type.String({ description: 'webrtc, bvrtc …' })),
        ...REQUESTER_RATES,
        targetType: Type.Optional(oneOf(PartyType)),
        targetId: Type.Optional(PARTY_ID),
        targetDir: Type.Optional(Type.String({ description: 'media direction' })),
        targetProto: Type.Optional(Type.String()),
        ...TARGET_RATES,
      }),
    ),
    beside: Type.Object({
      info: Type.Optional(
        Type.Object({
          upBitrateShort: measured({ ...RATE, description: 'of all dialogs; up is what the platform sends' }),
          dwBitrateShort: measured(RATE),
        }),
      ),
    }),
  }),
  info: op({
    name: 'dialog.info',
    method: 'GET',
    path: '/bvcsp/v1/dialog/info/:id',
    params: Type.Object({ id: Type.String({ description: 'dialog ID' }) }),
    data: Type.Object({
      id: Type.String({ description: 'dialog ID' }),
      time: OPENED_AT,
      index: Type.Optional(Type.Number({ description: 'channel' })),
      status: oneOf(DialogStatus),
      requester: Type.Optional(Party),
      target: Type.Optional(Party),
    }),
  }),
  listServers: op({
    name: 'vtdu.list',
    method: 'POST',
    path: '/bvcsp/v1/dialog/vtdu/list',
    idempotent: true,
    data: Type.Array(
      Type.Object({
        id: Type.String({ description: 'media server' }),
        status: Type.Optional(
          Type.Object({ baseInfo: Type.String({ description: 'in words' }), status: Type.Array(Series) }),
        ),
      }),
    ),
  }),
  resetStatistics: op({
    name: 'vtdu.resetStatistics',
    method: 'POST',
    path: '/bvcsp/v1/dialog/vtdu/statistics/reset',
    destructive: true,
    permission: Permission.streamingService,
    body: Type.Array(Type.String({ description: 'media server' })),
  }),
}

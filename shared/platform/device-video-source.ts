/** Documentation: chapter "Device management", where a channel takes its picture from. */
import Type from 'typebox'
import { op } from './define.ts'
import { AtChannel } from './device-params.ts'
import { oneOf, Permission } from './values.ts'

export const VideoSource = { sensor: 'CMOS', network: 'IP' } as const

export const CameraProtocol = { SmartEye: 'smarteye', ONVIF: 'onvif', Hikvision: 'hik' } as const

export const ConnectType = { single: 0, polling: 1 } as const

export const CameraTransport = { automatic: -1, TCP: 0, UDP: 1, multicast: 2 } as const

export const CameraStream = { automatic: 0, main: 1, sub: 2 } as const

export const CameraState = { offline: 0, online: 1 } as const

const NetworkCamera = Type.Object({
  enable: Type.Boolean(),
  status: oneOf(CameraState),
  intervalTime: Type.Integer({ minimum: 0, unit: 's', description: 'until the next camera has its turn, 0 for never' }),
  netProtocol: oneOf(CameraProtocol),
  onvifInfo: Type.Object({
    ipConfigName: Type.String({ description: 'name of this configuration' }),
    ipDevName: Type.String({ description: 'name that the camera gives, may be empty' }),
    ipDevId: Type.String({ description: 'ID that the camera gives, may be empty' }),
    addr: Type.String({ description: 'address of the camera' }),
    port: Type.Integer({ minimum: 0, maximum: 65_535 }),
    userName: Type.String(),
    password: Type.String(),
    remoteChannelList: Type.Array(Type.Integer(), { description: 'channels of the camera' }),
    remoteChannelIndex: Type.Integer({ description: 'channel of the camera' }),
    transportProtocolList: Type.Array(oneOf(CameraTransport), { description: 'transports to choose from' }),
    transportProtocol: oneOf(CameraTransport),
    transStreamModeList: Type.Array(oneOf(CameraStream), { description: 'streams to choose from' }),
    transStreamModeForLocalMainStream: oneOf(CameraStream, { description: 'stream of the camera for our main stream' }),
    transStreamModeForLocalSubStream: oneOf(CameraStream, { description: 'stream of the camera for our sub-stream' }),
  }),
})

const VideoInput = Type.Object({
  videoSourceTypeList: Type.Array(oneOf(VideoSource), { description: 'sources to choose from' }),
  curVideoSourceType: oneOf(VideoSource, { description: 'the source' }),
  cmosConfig: Type.Optional(
    Type.Object({
      curIndex: Type.Integer({ minimum: 0, description: 'number of the sensor' }),
      cmosList: Type.Array(
        Type.Object({ cmosIndex: Type.Integer({ minimum: 0, description: 'number' }), name: Type.String() }),
        { description: 'sensors to choose from' },
      ),
    }),
  ),
  ipConfig: Type.Optional(
    Type.Object({
      enable: Type.Boolean({ description: 'looks for network cameras; what it finds is there when asked again' }),
      connectType: oneOf(ConnectType),
      ipConnectList: Type.Array(NetworkCamera, { description: 'cameras that take turns, in this order' }),
      ipFindList: Type.Array(NetworkCamera, { description: 'cameras found, not among those that take turns' }),
    }),
  ),
})

export const deviceVideoSource = {
  videoSource: op({
    name: 'videoSource.get',
    method: 'GET',
    path: '/bvcsp/v1/pu/video/in/:puid/:index',
    pace: 'device',
    params: AtChannel,
    data: VideoInput,
  }),
  setVideoSource: op({
    name: 'videoSource.set',
    method: 'PUT',
    path: '/bvcsp/v1/pu/video/in/:puid/:index',
    pace: 'device',
    permission: Permission.devices,
    params: AtChannel,
    body: VideoInput,
  }),
}

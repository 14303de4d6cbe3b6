/**
 * Where a channel takes its picture from. Vehicles and fixed devices can take it from a network camera: what stands in
 * their net is found some seconds after they were told to look.
 */
import { isIPv4 } from 'node:net'
import {
  CameraProtocol,
  CameraState,
  CameraStream,
  CameraTransport,
  ConnectType,
  VideoSource,
} from '../../../shared/platform/device-video-source.ts'
import type { DataOf } from '../../../shared/platform/define.ts'
import { type operations } from '../../../shared/platform/index.ts'
import type { Device } from '../fleet/build.ts'
import type { Channel } from '../fleet/kinds.ts'
import { needDirection } from '../operations/ask-device.ts'
import type { World } from '../world.ts'
import { need, needFeature, needPlace } from './check.ts'
import { isWorn } from './traits.ts'

type Source = DataOf<typeof operations.deviceVideoSource.videoSource>
type Cameras = NonNullable<Source['ipConfig']>
type Camera = Cameras['ipConnectList'][number]

interface Stored {
  readonly source: Source
  /** Epoch ms; undefined while it does not look. */
  readonly lookingSinceMs: number | undefined
}

const FINDS_AFTER_MS = 5000

function factory(device: Device, channel: Channel): Stored {
  const name = device.channels.find((entry) => entry.index === channel.index)?.name ?? `Sensor ${channel.index}`
  const cmosConfig = { curIndex: 0, cmosList: [{ cmosIndex: 0, name }] }
  if (isWorn(device))
    return {
      source: { videoSourceTypeList: [VideoSource.sensor], curVideoSourceType: VideoSource.sensor, cmosConfig },
      lookingSinceMs: undefined,
    }
  return {
    source: {
      videoSourceTypeList: [VideoSource.sensor, VideoSource.network],
      curVideoSourceType: VideoSource.sensor,
      cmosConfig,
      ipConfig: { enable: false, connectType: ConnectType.single, ipConnectList: [], ipFindList: [] },
    },
    lookingSinceMs: undefined,
  }
}

/** What stands in the net of the device: two cameras. */
function neighbours(device: Device): Camera[] {
  return [0, 1].map((place) => ({
    enable: false,
    status: CameraState.offline,
    intervalTime: 0,
    netProtocol: CameraProtocol.ONVIF,
    onvifInfo: {
      ipConfigName: '',
      ipDevName: `IPC-${(device.hash >>> (8 * place)) % 900}`,
      ipDevId: `ipc-${device.number}-${place}`,
      addr: `192.168.${1 + (device.hash % 40)}.${220 + place}`,
      port: 80,
      userName: '',
      password: '',
      remoteChannelList: [0],
      remoteChannelIndex: 0,
      transportProtocolList: [CameraTransport.automatic, CameraTransport.TCP, CameraTransport.UDP],
      transportProtocol: CameraTransport.automatic,
      transStreamModeList: [CameraStream.automatic, CameraStream.main, CameraStream.sub],
      transStreamModeForLocalMainStream: CameraStream.main,
      transStreamModeForLocalSubStream: CameraStream.sub,
    },
  }))
}

function storedOf(world: World, device: Device, channel: Channel): Stored {
  needDirection(channel, 'videoReceive')
  return world.deviceConfig.get(device, 'videoSource', channel.index, () => factory(device, channel))
}

/** Throws `Refusal`. */
export function videoSourceOf(world: World, device: Device, channel: Channel): Source {
  const { source, lookingSinceMs } = storedOf(world, device, channel)
  const { ipConfig } = source
  if (!ipConfig) return source
  const hasFound = lookingSinceMs !== undefined && world.now() - lookingSinceMs >= FINDS_AFTER_MS
  const taken = new Set(ipConfig.ipConnectList.map(({ onvifInfo }) => onvifInfo.addr))
  return {
    ...source,
    ipConfig: {
      ...ipConfig,
      ipConnectList: connected(device, ipConfig),
      ipFindList: hasFound ? neighbours(device).filter(({ onvifInfo }) => !taken.has(onvifInfo.addr)) : [],
    },
  }
}

/** A camera is on-line when it is there, enabled and, if only one is connected, the first. */
function connected(device: Device, { enable, connectType, ipConnectList }: Cameras): Camera[] {
  const known = new Map(neighbours(device).map((camera) => [camera.onvifInfo.addr, camera.onvifInfo]))
  const first = ipConnectList.find((camera) => camera.enable)
  return ipConnectList.map((camera) => {
    const found = known.get(camera.onvifInfo.addr)
    const hasTurn = connectType === ConnectType.polling || camera === first
    const isOnline = found !== undefined && enable && camera.enable && hasTurn
    return {
      ...camera,
      status: isOnline ? CameraState.online : CameraState.offline,
      onvifInfo: { ...camera.onvifInfo, ipDevName: found?.ipDevName ?? '', ipDevId: found?.ipDevId ?? '' },
    }
  })
}

/** The lists of types, sensors and cameras found are the device's: what is written of them is ignored. Throws `Refusal`. */
export function setVideoSource(world: World, device: Device, channel: Channel, change: Source): void {
  const { source, lookingSinceMs } = storedOf(world, device, channel)
  needFeature(source.videoSourceTypeList.includes(change.curVideoSourceType), 'the channel has no such source')
  needFeature(change.ipConfig === undefined || source.ipConfig !== undefined, 'the channel takes no network cameras')
  const sensors = source.cmosConfig
  if (change.cmosConfig && sensors) needPlace(change.cmosConfig.curIndex, sensors.cmosList, 'curIndex')
  const cameras = change.ipConfig
  for (const { onvifInfo } of cameras?.ipConnectList ?? []) checkCamera(onvifInfo)
  const isLooking = cameras?.enable ?? lookingSinceMs !== undefined
  const stored: Stored = {
    source: {
      ...source,
      curVideoSourceType: change.curVideoSourceType,
      ...(sensors ? { cmosConfig: { ...sensors, curIndex: change.cmosConfig?.curIndex ?? sensors.curIndex } } : {}),
      ...(cameras ? { ipConfig: { ...cameras, ipFindList: [] } } : {}),
    },
    lookingSinceMs: isLooking ? (lookingSinceMs ?? world.now()) : undefined,
  }
  world.deviceConfig.set(device, 'videoSource', channel.index, stored)
}

function checkCamera(camera: Camera['onvifInfo']): void {
  need(isIPv4(camera.addr), 'addr: no IPv4 address')
  need(camera.port > 0, 'port: needed')
  need(camera.remoteChannelList.includes(camera.remoteChannelIndex), 'remoteChannelIndex: not in the list')
  need(camera.transportProtocolList.includes(camera.transportProtocol), 'transportProtocol: not in the list')
  const { transStreamModeForLocalMainStream: main, transStreamModeForLocalSubStream: sub } = camera
  for (const mode of [main, sub]) need(camera.transStreamModeList.includes(mode), 'transStreamMode: not in the list')
}

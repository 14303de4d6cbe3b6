/** What is registered below at the start, some of it for hours, some of it not for days. */
import { LowerDeviceType, LowerEnable, MediaStreamProtocol } from '../../../shared/platform/gb28181-in.ts'
import { gbId, GbType } from './gb-id.ts'
import type { Lower, LowerDeviceSettings } from './lower.ts'

const HOUR_MS = 3_600_000

export function seedLower(lower: Lower, nowMs: number): void {
  const since = nowMs - 50 * HOUR_MS
  for (const { name, id, enable } of PLATFORMS)
    lower.createPlatform({ id, name, username: id, password: 'lower-2026', enable }, since)
  for (const [position, given] of DEVICES.entries()) {
    const id = gbId(GbType.networkCamera, 500_000 + position * 100)
    const device = lower.createDevice({ ...given, id, username: id, password: 'device-2026', platformID: '' }, since)
    // The last one has been silent for two days, its channels stay known.
    if (position === DEVICES.length - 1) {
      device.isKnown = true
      device.away = true
    }
  }
}

const PLATFORMS = [
  { name: '东城分局 / East District', id: gbId(GbType.platform, 101, '32020200'), enable: LowerEnable.enabled },
  { name: '港区录像机 / Harbour NVR', id: gbId(GbType.nvr, 7, '32020300'), enable: LowerEnable.enabled },
  { name: '旧车站录像机 / Old station DVR', id: gbId(GbType.dvr, 3, '32020400'), enable: LowerEnable.disabled },
]

const DEVICES: readonly Omit<LowerDeviceSettings, 'id' | 'username' | 'password' | 'platformID'>[] = [
  {
    name: '市政府南门 / City hall south gate',
    deviceType: LowerDeviceType.fixedCamera,
    mediaStreamProto: MediaStreamProtocol.udp,
    enable: LowerEnable.enabled,
  },
  {
    name: '中山路口 / Zhongshan crossing',
    deviceType: LowerDeviceType.ballCamera,
    mediaStreamProto: MediaStreamProtocol.deviceAsTcpClient,
    enable: LowerEnable.enabled,
  },
  {
    name: '公交 17 路 / Bus line 17',
    deviceType: LowerDeviceType.carCamera,
    mediaStreamProto: MediaStreamProtocol.deviceAsTcpServer,
    enable: LowerEnable.enabled,
  },
  {
    name: '备用头盔 / Spare helmet',
    deviceType: LowerDeviceType.smartHelmet,
    mediaStreamProto: MediaStreamProtocol.udp,
    enable: LowerEnable.disabled,
  },
  {
    name: '北塘桥 / North Pond bridge',
    deviceType: LowerDeviceType.ptzCamera,
    mediaStreamProto: MediaStreamProtocol.udp,
    enable: LowerEnable.enabled,
  },
]

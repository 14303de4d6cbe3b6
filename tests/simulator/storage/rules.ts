/** How a device keeps what it records. */
import { FileNameRule, NoSpaceRule, YesNo } from '../../../shared/platform/device-storage.ts'
import type { BodyOf } from '../../../shared/platform/define.ts'
import type { operations } from '../../../shared/platform/index.ts'
import { need } from '../configuration/check.ts'
import { merged } from '../configuration/merged.ts'
import { isVehicle, isWorn } from '../configuration/traits.ts'
import type { DeviceConfig } from '../device-config.ts'
import type { Device } from '../fleet/build.ts'
import { mediaOf } from './media.ts'

export type Rules = BodyOf<typeof operations.deviceStorage.setRules>

const SHORTEST_FILE_S = 60
const LONGEST_FILE_S = 7200

function factory(device: Device): Rules {
  return {
    noSpaceRule: isWorn(device) ? NoSpaceRule['stop recording'] : NoSpaceRule.overwrite,
    alarmSpace: isWorn(device) ? 1024 : 4096,
    reserveDays: isVehicle(device) ? 15 : 30,
    recordFileLength: isVehicle(device) ? 900 : 600,
    recordGps: device.kind.speed[1] > 0 ? YesNo.yes : YesNo.no,
    videoFileNameRule: FileNameRule.default,
    picFileNameRule: FileNameRule.default,
    VideoFileName: '',
    picFileName: '',
  }
}

export function rulesOf(config: DeviceConfig, device: Device): Readonly<Rules> {
  return config.get(device, 'storageRules', 0, () => factory(device))
}

/** Throws `Refusal`. */
export function setRules(config: DeviceConfig, device: Device, change: Rules): void {
  const largest = Math.max(0, ...mediaOf(device).map(({ totalMb }) => totalMb))
  need(change.alarmSpace <= largest, `alarmSpace: the device has ${largest} MB`)
  need(
    change.recordFileLength >= SHORTEST_FILE_S && change.recordFileLength <= LONGEST_FILE_S,
    `recordFileLength: ${SHORTEST_FILE_S} to ${LONGEST_FILE_S} s`,
  )
  const names = [
    [change.videoFileNameRule, change.VideoFileName, 'VideoFileName'],
    [change.picFileNameRule, change.picFileName, 'picFileName'],
  ] as const
  for (const [rule, text, name] of names)
    need(rule !== FileNameRule['own text'] || /^[^/\\]+$/.test(text), `${name}: needed, without slashes`)
  config.set(device, 'storageRules', 0, merged(rulesOf(config, device), change))
}

/** Maximal length of the video files of a device, seconds. */
export function recordFileLengthS(config: DeviceConfig, device: Device): number {
  return rulesOf(config, device).recordFileLength
}

/** Name of a video file by the rule, without its ending; undefined for that of the factory. */
export function videoFileName(config: DeviceConfig, device: Device, stamp: string): string | undefined {
  const { videoFileNameRule: rule, VideoFileName: text } = rulesOf(config, device)
  if (rule === FileNameRule['device ID']) return `${device.id}_${stamp}`
  if (rule === FileNameRule['device name']) return `${device.name.replaceAll(/[/\\]/g, '-')}_${stamp}`
  return rule === FileNameRule['own text'] ? `${text}_${stamp}` : undefined
}

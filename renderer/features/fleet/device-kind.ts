/**
 * Which picture stands before a device. Platforms name their classes freely and in the customer's language, so the words
 * decide; where none is known, what the device can do does.
 */
import type { Device } from '../../../shared/contract/fleet.ts'
import { videoChannels } from './parts.ts'

export type DeviceKind = 'body' | 'vehicle' | 'helmet' | 'handheld' | 'ptz' | 'drone' | 'fixed' | 'other'

const WORDS: readonly (readonly [DeviceKind, RegExp])[] = [
  ['helmet', /helmet|hard ?hat|头盔|安全帽/i],
  ['drone', /drone|uav|无人机/i],
  ['body', /body|wearable|bwc|执法|记录仪|佩戴|单兵/i],
  ['ptz', /ptz|dome|ball|球|云台/i],
  ['vehicle', /vehicle|car\b|truck|bus\b|mdvr|mobile dvr|车/i],
  ['handheld', /hand|phone|terminal|walkie|poc|手持|手机|终端|对讲|手台/i],
  ['fixed', /fixed|ipc|camera|bullet|nvr|dvr|固定|枪机|摄像/i],
]

const known = new Map<string, DeviceKind>()

export function deviceKind(device: Pick<Device, 'className' | 'channels'>): DeviceKind {
  const name = device.className ?? ''
  const byName = known.get(name) ?? kindOfClass(name)
  known.set(name, byName)
  if (byName !== 'other') return byName
  const video = videoChannels(device.channels)
  if (video.some((channel) => channel.ptz >= 0)) return 'ptz'
  return video.length > 0 ? 'fixed' : 'other'
}

function kindOfClass(className: string): DeviceKind {
  return WORDS.find(([, words]) => words.test(className))?.[0] ?? 'other'
}

/** What a class is called in a filter; empty for a device without one. */
export function classLabel(device: Pick<Device, 'className' | 'classId'>): string {
  return device.className ?? (device.classId === undefined ? '' : String(device.classId))
}

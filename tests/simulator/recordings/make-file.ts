/** Puts a file together from what is known of it. */
import { FileType, type FileTypeId, type RecordReasonId } from '../../../shared/platform/record-file.ts'
import { MediaDirection } from '../../../shared/platform/channel.ts'
import type { Device } from '../fleet/build.ts'
import { placeAt } from '../fleet/positioning.ts'
import { namesOf, stamp, type Content, type StoredFile } from './stored-file.ts'

export interface FileSpec {
  readonly device: Device
  readonly channel: number
  readonly type: FileTypeId
  readonly reason: RecordReasonId
  readonly beginS: number
  readonly endS: number
  readonly content: Content
  readonly insertS?: number
  /** Name without its ending. */
  readonly customName?: string | undefined
  readonly userId?: string | undefined
  readonly desc1?: string
  readonly desc2?: string
  readonly isGrowing?: boolean
}

const LETTERS: Readonly<Record<FileTypeId, string>> = {
  [FileType.video]: 'V',
  [FileType.audio]: 'A',
  [FileType.image]: 'P',
  [FileType.gps]: 'G',
  [FileType.log]: 'L',
  [FileType.firmware]: 'F',
}

/** `prefix` tells where it lies: IDs are unique on a device and on the platform. */
export function makeFile(prefix: string, spec: FileSpec): StoredFile {
  const { device, channel, type, reason, beginS, endS, content } = spec
  const place = placeAt(device, beginS * 1000)
  return {
    fileId: `${prefix}${LETTERS[type]}${stamp(beginS).replace('_', '')}${reason[0]?.toUpperCase()}${channel}`,
    device,
    channel,
    type,
    reason,
    beginS,
    endS,
    insertS: spec.insertS ?? endS,
    ...namesOf(type, device.id, channel, beginS, spec.customName),
    content,
    userId: spec.userId ?? device.person?.id,
    lat: place.lat,
    lng: place.lng,
    desc1: spec.desc1 ?? '',
    desc2: spec.desc2 ?? '',
    mark: false,
    isGrowing: spec.isGrowing ?? false,
  }
}

/** What a channel gives to a recording that wants `video` and `audio`. */
export function movieOf(
  device: Device,
  channel: number,
  video = true,
  audio = true,
): { type: FileTypeId; content: Content } {
  const directions = device.channels.find((entry) => entry.index === channel)?.mediaDir ?? 0
  const hasVideo = video && (directions & MediaDirection.videoReceive) !== 0
  const hasAudio = audio && (directions & MediaDirection.audioReceive) !== 0
  return {
    type: hasVideo ? FileType.video : FileType.audio,
    content: { kind: 'movie', video: hasVideo, audio: hasAudio || !hasVideo },
  }
}

/** Files of at most `lengthS` from `beginS` to `endS`. */
export function cut(beginS: number, endS: number, lengthS: number): [beginS: number, endS: number][] {
  const pieces: [number, number][] = []
  for (let at = beginS; at < endS; at += lengthS) pieces.push([at, Math.min(at + lengthS, endS)])
  return pieces
}

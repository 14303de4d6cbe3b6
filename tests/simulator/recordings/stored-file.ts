/** A file as it lies on a device or on the platform. What it holds is made when somebody wants it. */
import { FileType, type FileTypeId, type RecordReasonId } from '../../../shared/platform/record-file.ts'
import type { Device } from '../fleet/build.ts'

export type Content =
  | { readonly kind: 'movie'; readonly video: boolean; readonly audio: boolean }
  | { readonly kind: 'photo' }
  | { readonly kind: 'track' }
  | { readonly kind: 'log' }
  | { readonly kind: 'given'; readonly bytes: Uint8Array; readonly contentType: string }

export interface StoredFile {
  readonly fileId: string
  readonly device: Device | undefined
  readonly channel: number
  readonly type: FileTypeId
  readonly reason: RecordReasonId
  /** Whole seconds since 1970. */
  readonly beginS: number
  readonly endS: number
  /** When it was stored. Seconds since 1970. */
  readonly insertS: number
  readonly name: string
  readonly path: string
  readonly content: Content
  /** Account it comes from. */
  readonly userId: string | undefined
  readonly lat: number | undefined
  readonly lng: number | undefined
  desc1: string
  desc2: string
  /** Marked as important; platform files only. */
  mark: boolean
  /** Still being written. */
  readonly isGrowing: boolean
}

const ENDINGS: Readonly<Record<FileTypeId, string>> = {
  [FileType.video]: 'mp4',
  [FileType.audio]: 'm4a',
  [FileType.image]: 'jpg',
  [FileType.gps]: 'nmea',
  [FileType.log]: 'log',
  [FileType.firmware]: 'bin',
}

/** `20261123_081500` in UTC. */
export function stamp(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_')
}

/** Name and place of a file, by day and device. `custom`: name without its ending. */
export function namesOf(
  type: FileTypeId,
  deviceId: string,
  channel: number,
  beginS: number,
  custom?: string,
): { name: string; path: string } {
  const name = `${custom ?? `${deviceId}_${String(channel).padStart(2, '0')}_${stamp(beginS)}`}.${ENDINGS[type]}`
  const day = stamp(beginS).slice(0, 8)
  return { name, path: `/record/${day}/${deviceId}/${name}` }
}

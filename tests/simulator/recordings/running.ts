/** A recording while it runs: what is complete becomes files of the maximal length, the rest is a file that grows. */
import type { RecordReasonId } from '../../../shared/platform/record-file.ts'
import type { Device } from '../fleet/build.ts'
import { makeFile, movieOf } from './make-file.ts'
import type { StoredFile } from './stored-file.ts'

/** Where the files go. */
export type Store = 'device' | 'platform'

export interface RecordingSpec {
  readonly device: Device
  readonly channel: number
  readonly reason: RecordReasonId
  readonly store: Store
  readonly video?: boolean
  readonly audio?: boolean
  /** Ends by itself then. Epoch ms. */
  readonly untilMs?: number | undefined
  /** Of the files, without ending; files after the first one get a number. */
  readonly fileName?: string | undefined
  /** Account that started it. */
  readonly userId?: string | undefined
}

export interface Running {
  readonly spec: RecordingSpec
  /** Seconds since 1970. */
  readonly startedS: number
  /** Of the piece that grows. */
  pieceS: number
  pieces: number
  readonly lengthS: number
}

export function begin(spec: RecordingSpec, nowMs: number, lengthS: number): Running {
  const startedS = Math.floor(nowMs / 1000)
  return { spec, startedS, pieceS: startedS, pieces: 0, lengthS }
}

export function hasEnded({ spec }: Running, nowMs: number): boolean {
  return spec.untilMs !== undefined && spec.untilMs <= nowMs
}

/** Takes the complete files out of it. */
export function complete(running: Running, prefix: string, nowMs: number): StoredFile[] {
  const nowS = endOf(running, nowMs)
  const files: StoredFile[] = []
  while (nowS - running.pieceS >= running.lengthS)
    files.push(nextPiece(running, prefix, running.pieceS + running.lengthS))
  return files
}

/** What is left at the end; nothing of less than a second. */
export function finish(running: Running, prefix: string, nowMs: number): StoredFile[] {
  const files = complete(running, prefix, nowMs)
  const nowS = endOf(running, nowMs)
  return nowS > running.pieceS ? [...files, nextPiece(running, prefix, nowS)] : files
}

/** The file that grows; undefined in its first second. Call after `complete`. */
export function growing(running: Running, prefix: string, nowMs: number): StoredFile | undefined {
  const nowS = endOf(running, nowMs)
  return nowS > running.pieceS ? piece(running, prefix, nowS, true) : undefined
}

function endOf({ spec }: Running, nowMs: number): number {
  return Math.floor(Math.min(nowMs, spec.untilMs ?? nowMs) / 1000)
}

function nextPiece(running: Running, prefix: string, endS: number): StoredFile {
  const file = piece(running, prefix, endS, false)
  running.pieces++
  running.pieceS = endS
  return file
}

function piece({ spec, pieceS, pieces }: Running, prefix: string, endS: number, isGrowing: boolean): StoredFile {
  const { device, channel, reason, video, audio, fileName, userId } = spec
  return makeFile(prefix, {
    device,
    channel,
    reason,
    beginS: pieceS,
    endS,
    ...movieOf(device, channel, video, audio),
    customName: fileName ? `${fileName}${pieces > 0 ? `_${pieces + 1}` : ''}` : undefined,
    userId,
    isGrowing,
  })
}

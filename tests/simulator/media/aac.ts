/** The recorded sound: AAC frames with their ADTS headers (ISO/IEC 13818-7, 6.2), which join without a seam. */
import { readFileSync } from 'node:fs'

export const AAC_RATE = 16_000
export const AAC_FRAME_SAMPLES = 1024
/** `AudioSpecificConfig`: low complexity, 16 kHz, mono. */
export const AAC_CONFIG = '1408'

let frames: readonly Buffer[] | undefined

/** Whole frames, headers and all. */
export function aacFrames(): readonly Buffer[] {
  return (frames ??= splitAdts(readFileSync(new URL('../fixtures/sound.aac', import.meta.url))))
}

export function splitAdts(stream: Buffer): Buffer[] {
  const found: Buffer[] = []
  for (let at = 0; at + 7 <= stream.length;) {
    const length = ((stream.readUInt16BE(at + 3) & 0x03ff) << 3) | ((stream[at + 5] ?? 0) >> 5)
    found.push(stream.subarray(at, at + length))
    at += length
  }
  return found
}

/** What follows the header. */
export function rawAac(frame: Buffer): Buffer {
  return frame.subarray(((frame[1] ?? 0) & 1) === 1 ? 7 : 9)
}

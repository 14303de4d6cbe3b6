/** Pictures of WebRTC on their way to the decoder: each that is wanted goes on as it is, and a copy goes onto the tape. */
import type { Efforts } from './efforts.ts'
import { LeftOut } from './left-out.ts'
import type { Tapes } from './tapes.ts'

/** What the page gives along with a transform. */
export interface TapeOptions {
  readonly tapeId: number
  readonly source: number
}

/** What a worker gets for the transform of a receiver (its type is in the library of workers only). */
export interface Transformer {
  readonly readable: ReadableStream<RTCEncodedVideoFrame>
  readonly writable: WritableStream<RTCEncodedVideoFrame>
  readonly options: unknown
}

/** 90 kHz, wraps. */
const TICKS_PER_MS = 90

export function tapeTransform(transformer: Transformer, tapes: Tapes, efforts: Efforts): void {
  const { tapeId, source } = transformer.options as TapeOptions
  const leftOut = new LeftOut<RTCEncodedVideoFrame>()
  let [last, mediaTicks] = [Number.NaN, 0]
  const copy = new TransformStream<RTCEncodedVideoFrame, RTCEncodedVideoFrame>({
    transform(frame, controller) {
      const { rtpTimestamp = 0, mimeType = '' } = frame.getMetadata() as { rtpTimestamp?: number; mimeType?: string }
      if (!Number.isNaN(last)) mediaTicks += (rtpTimestamp - last) | 0
      last = rtpTimestamp
      const codec = /h265|hevc/i.test(mimeType) ? 'H265' : 'H264'
      const data = new Uint8Array(frame.data.slice(0))
      const isKey = frame.type === 'key'
      const nowMs = performance.now()
      if (efforts.passes(tapeId, isKey, nowMs)) {
        // Without those before it the browser waits for the next key frame by itself.
        for (const before of leftOut.before(isKey) ?? []) controller.enqueue(before)
        controller.enqueue(frame)
      } else leftOut.add(frame, isKey)
      tapes.push(tapeId, { source, codec, data, isKey, mediaMs: mediaTicks / TICKS_PER_MS }, nowMs)
    },
  })
  // Ends with the connection.
  transformer.readable
    .pipeThrough(copy)
    .pipeTo(transformer.writable)
    .catch(() => undefined)
}

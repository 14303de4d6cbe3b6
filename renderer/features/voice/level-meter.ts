/** How loud a track is now. Read as often as wanted: it keeps one buffer and makes nothing new. */
import { loudness } from './loudness.ts'

const FFT_SIZE = 512

export interface LevelMeter {
  /** 0 silent to 1 full; undefined while the browser measures nothing (nobody has clicked in this window yet). */
  level(): number | undefined
  close(): void
}

/** It plays nothing: measuring needs no output device, and none is opened for it. */
type MeasuringOptions = AudioContextOptions & { readonly sinkId: { readonly type: 'none' } }
const MEASURING: MeasuringOptions = { sinkId: { type: 'none' } }

export function meterLevel(track: MediaStreamTrack): LevelMeter {
  const context = new AudioContext(MEASURING)
  const analyser = new AnalyserNode(context, { fftSize: FFT_SIZE })
  const samples = new Float32Array(FFT_SIZE)
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
  void context.resume().catch(() => undefined)
  return {
    level() {
      if (context.state !== 'running') return undefined
      analyser.getFloatTimeDomainData(samples)
      return loudness(samples)
    },
    close: () => void context.close().catch(() => undefined),
  }
}

/** Records from the microphone until stopped: sound, its length, and how loud it is meanwhile. */
import { AppError } from '../../../shared/errors.ts'

const TYPES = ['audio/mp4;codecs=mp4a.40.2', 'audio/webm;codecs=opus', 'audio/ogg;codecs=opus'] as const
const FFT_SIZE = 512

export interface Recording {
  /** 0 silent to 1 full. */
  level(): number
  readonly startedAt: number
  /** Ends it and lets the microphone go. */
  stop(): Promise<{ blob: Blob; durationMs: number; extension: string }>
  cancel(): void
}

/** Asks for the microphone. Errors: `unsupported` with the browser's reason (`NotAllowedError`: not allowed, `NotFoundError`: there is none). */
export async function startRecording(): Promise<Recording> {
  const type = TYPES.find((candidate) => MediaRecorder.isTypeSupported(candidate))
  if (!type) throw new AppError('unsupported', { reason: 'NotSupportedError' })
  const stream = await openMicrophone()
  const context = new AudioContext()
  const analyser = new AnalyserNode(context, { fftSize: FFT_SIZE })
  context.createMediaStreamSource(stream).connect(analyser)
  const recorder = new MediaRecorder(stream, { mimeType: type })
  const pieces: Blob[] = []
  recorder.ondataavailable = ({ data }) => pieces.push(data)
  const startedAt = Date.now()
  recorder.start()
  const samples = new Float32Array(FFT_SIZE)

  function letGo(): void {
    for (const track of stream.getTracks()) track.stop()
    void context.close()
  }
  return {
    startedAt,
    level: () => {
      analyser.getFloatTimeDomainData(samples)
      return loudness(samples)
    },
    stop: () =>
      new Promise((resolve) => {
        const durationMs = Date.now() - startedAt
        recorder.onstop = () => {
          letGo()
          const bare = type.split(';')[0] ?? type
          resolve({
            blob: new Blob(pieces, { type: bare }),
            durationMs,
            extension: bare === 'audio/mp4' ? 'm4a' : bare.slice(6),
          })
        }
        recorder.stop()
      }),
    cancel: () => {
      recorder.onstop = null
      if (recorder.state !== 'inactive') recorder.stop()
      letGo()
    },
  }
}

async function openMicrophone(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: true })
  } catch (error) {
    throw new AppError('unsupported', { reason: error instanceof Error ? error.name : String(error) })
  }
}

/** Of samples between -1 and 1, on a scale the ear agrees with. */
export function loudness(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  const decibel = 20 * Math.log10(Math.sqrt(sum / Math.max(1, samples.length)) + 1e-6)
  return Math.max(0, Math.min(1, (decibel + 60) / 60))
}

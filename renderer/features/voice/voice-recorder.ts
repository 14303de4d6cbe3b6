/** Records what the microphone hears until stopped: sound, its length, and how loud it is meanwhile. */
import { AppError } from '../../../shared/errors.ts'
import type { Microphone } from './microphone.ts'

const TYPES = ['audio/mp4;codecs=mp4a.40.2', 'audio/webm;codecs=opus', 'audio/ogg;codecs=opus'] as const

export interface Recording {
  /** 0 silent to 1 full. */
  level(): number
  readonly startedAt: number
  /** Ends it and gives the microphone back. A device that was changed or lost meanwhile ended it then. */
  stop(): Promise<{ blob: Blob; durationMs: number; extension: string }>
  cancel(): void
}

/** Errors: those of the microphone. */
export async function startRecording(microphone: Microphone, owner: string): Promise<Recording> {
  const type = TYPES.find((candidate) => MediaRecorder.isTypeSupported(candidate))
  if (!type) throw new AppError('microphone', { reason: 'NotSupportedError' })
  const use = await microphone.acquire(owner)
  const recorder = new MediaRecorder(new MediaStream([use.track]), { mimeType: type })
  const pieces: Blob[] = []
  recorder.ondataavailable = ({ data }) => pieces.push(data)
  const startedAt = Date.now()
  let endedAt: number | undefined
  const ended = new Promise<void>((resolve) =>
    recorder.addEventListener('stop', () => {
      endedAt ??= Date.now()
      resolve()
    }),
  )
  recorder.start()

  function end(): void {
    endedAt ??= Date.now()
    if (recorder.state !== 'inactive') recorder.stop()
  }
  return {
    startedAt,
    level: () => use.level() ?? 0,
    async stop() {
      end()
      await ended
      use.release()
      const bare = type.split(';')[0] ?? type
      return {
        blob: new Blob(pieces, { type: bare }),
        durationMs: (endedAt ?? startedAt) - startedAt,
        extension: bare === 'audio/mp4' ? 'm4a' : bare.slice(6),
      }
    },
    cancel() {
      end()
      use.release()
    },
  }
}

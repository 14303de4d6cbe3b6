/** Which of the platform's codecs this machine can decode. */
import type { VideoCodec } from '../../../../shared/media/assembler.ts'

/** Of each codec a stream that every decoder of it can read. */
const PLAIN: readonly (readonly [VideoCodec, string])[] = [
  ['H264', 'avc1.42E01E'],
  ['H265', 'hev1.1.6.L93.B0'],
]

let known: Promise<readonly VideoCodec[]> | undefined

export function decodableVideo(): Promise<readonly VideoCodec[]> {
  return (known ??= ask())
}

export function videoCodecOf(name: string): VideoCodec | undefined {
  return PLAIN.find(([codec]) => codec === name.toUpperCase())?.[0]
}

async function ask(): Promise<readonly VideoCodec[]> {
  const answers = await Promise.all(
    PLAIN.map(async ([name, codec]) => {
      const { supported } = await VideoDecoder.isConfigSupported({ codec }).catch(() => ({ supported: false }))
      return supported ? [name] : []
    }),
  )
  return answers.flat()
}

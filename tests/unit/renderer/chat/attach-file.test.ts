import { describe, expect, it } from 'vitest'
import { attachFile, mediaOf } from '../../../../renderer/features/chat/attach-file.ts'
import { PIECE_BYTES } from '../../../../renderer/ui/pieces.ts'
import { refuse, SmallCore } from './small-core.ts'

const bytes = (count: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length: count }, (_, at) => (at * 7) % 256)
const never = (): AbortSignal => new AbortController().signal
type Piece = { offset: number; base64: string }

describe('a file', () => {
  it('arrives whole, in pieces, with its progress', async () => {
    const core = new SmallCore()
    const content = bytes(PIECE_BYTES * 2 + 1001)
    const progress: number[] = []
    const file = { conversation: 1, media: 'file' as const, name: 'a.bin', blob: new Blob([content]) }
    const key = await attachFile(core.connect(), file, { signal: never(), onProgress: (sent) => progress.push(sent) })
    expect(key).toBe('file')
    expect(core.inputsOf('attach')).toEqual([{ conversation: 1, media: 'file', name: 'a.bin', bytes: content.length }])
    const pieces = core.inputsOf('attachPiece') as Piece[]
    expect(pieces.map(({ offset }) => offset)).toEqual([0, PIECE_BYTES, PIECE_BYTES * 2])
    const arrived = Buffer.concat(pieces.map(({ base64 }) => Buffer.from(base64, 'base64')))
    expect(arrived.equals(content)).toBe(true)
    expect(progress).toEqual([PIECE_BYTES, PIECE_BYTES * 2, content.length])
  })

  it('is forgotten by the core when it is cancelled on the way', async () => {
    const core = new SmallCore()
    const end = new AbortController()
    const file = {
      conversation: 1,
      media: 'audio' as const,
      name: 'v',
      blob: new Blob([bytes(PIECE_BYTES * 3)]),
      durationMs: 900,
    }
    const way = attachFile(core.connect(), file, { signal: end.signal, onProgress: () => end.abort() })
    await expect(way).rejects.toMatchObject({ name: 'AbortError' })
    expect(core.inputsOf('attachPiece')).toHaveLength(1)
    expect(core.inputsOf('discard')).toEqual([{ key: 'file' }])
    expect(core.inputsOf('attach')).toMatchObject([{ durationMs: 900 }])
  })

  it('fails with the reason of the core', async () => {
    const core = new SmallCore()
    core.before = refuse('attachPiece')
    const file = { conversation: 1, media: 'file' as const, name: 'a', blob: new Blob(['x']) }
    const way = attachFile(core.connect(), file, { signal: never(), onProgress: () => undefined })
    await expect(way).rejects.toMatchObject({ code: 'unreachable' })
    expect(core.inputsOf('discard')).toHaveLength(1)
  })

  it('is sent as what can be shown of it', () => {
    expect(['image/png', 'image/svg+xml', 'video/mp4', 'audio/mpeg', 'application/pdf', ''].map(mediaOf)).toEqual([
      'picture',
      'file',
      'video',
      'audio',
      'file',
      'file',
    ])
  })
})

/** Size, hash and bytes of stored files. All three are of the same bytes, whichever is asked for first. */
import { createHash } from 'node:crypto'
import { FileType } from '../../../shared/platform/record-file.ts'
import type { Presence } from '../presence/presence.ts'
import { deviceLog } from './device-log.ts'
import { createLoops, type Loop } from './loop.ts'
import { movieTables } from './movie.ts'
import { photo } from './photo.ts'
import type { StoredFile } from './stored-file.ts'
import { trackLog, trackLogSize } from './track-log.ts'

export interface Contents {
  /** Bytes. */
  sizeOf(file: StoredFile): number
  /** MD5 in lower-case hex. */
  hashOf(file: StoredFile): string
  bytesOf(file: StoredFile): Uint8Array
  contentTypeOf(file: StoredFile): string
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  [FileType.video]: 'video/mp4',
  [FileType.audio]: 'audio/mp4',
  [FileType.image]: 'image/jpeg',
  [FileType.gps]: 'text/plain',
  [FileType.log]: 'text/plain; charset=utf-8',
}

export function createContents(presence: Presence): Contents {
  const loops = createLoops()
  const hashes = new WeakMap<StoredFile, string>()
  /** Tables are as long as what they count, whatever is in them. */
  const tableSizes = new Map<string, number>()

  function loopOf(file: StoredFile): Loop | undefined {
    if (file.content.kind !== 'movie') return undefined
    return file.content.video && file.device ? loops.of(file.device, file.channel) : loops.sound
  }

  function tablesOf(file: StoredFile, loop: Loop): Buffer {
    const content = file.content.kind === 'movie' ? file.content : { video: false, audio: true }
    return movieTables(loop, {
      beginS: file.beginS,
      seconds: Math.max(1, file.endS - file.beginS),
      video: content.video,
      audio: content.audio,
    })
  }

  function bytesOf(file: StoredFile): Uint8Array {
    const loop = loopOf(file)
    if (loop) return Buffer.concat([loop.bytes(), tablesOf(file, loop)])
    const { content, device } = file
    if (content.kind === 'given') return content.bytes
    if (!device) return Buffer.alloc(0)
    if (content.kind === 'photo') return photo(device, file.channel, file.beginS)
    return content.kind === 'track' ? trackLog(device, file) : deviceLog(device, presence.ofDevice(device), file)
  }

  function movieSize(file: StoredFile, loop: Loop): number {
    const { content } = file
    const parts = content.kind === 'movie' ? `${content.video}/${content.audio}` : ''
    const sets = loop.parameterSets
    const key = `${parts}/${file.endS - file.beginS}/${(sets?.sps.length ?? 0) + (sets?.pps.length ?? 0)}`
    const known = tableSizes.get(key) ?? tablesOf(file, loop).length
    tableSizes.set(key, known)
    return loop.length + known
  }

  function hashNow(file: StoredFile): string {
    const loop = loopOf(file)
    if (!loop) return createHash('md5').update(bytesOf(file)).digest('hex')
    return loop.hash.copy().update(tablesOf(file, loop)).digest('hex')
  }

  return {
    sizeOf(file) {
      const loop = loopOf(file)
      if (loop) return movieSize(file, loop)
      return file.content.kind === 'track' && file.device ? trackLogSize(file) : bytesOf(file).length
    },
    hashOf(file) {
      const known = hashes.get(file) ?? hashNow(file)
      if (!file.isGrowing) hashes.set(file, known)
      return known
    },
    bytesOf,
    contentTypeOf: ({ content, type }) =>
      content.kind === 'given' ? content.contentType : (CONTENT_TYPES[type] ?? 'application/octet-stream'),
  }
}

/** Brings a file of this page into the core, piece by piece: the pipe carries text, and one huge text would hold up everything behind it. */
import type { WatchpostClient } from '../../../shared/contract/index.ts'

/** A multiple of 3, so that the base64 of a piece has no padding. */
export const PIECE_BYTES = 768 * 1024
const CHUNK = 0x8000

export type AttachedMedia = 'picture' | 'video' | 'audio' | 'file'

export interface Attachment {
  readonly conversation: number
  readonly media: AttachedMedia
  readonly name: string
  readonly blob: Blob
  readonly durationMs?: number
}

export interface AttachOptions {
  readonly signal: AbortSignal
  onProgress(sentBytes: number): void
}

/** Resolves with the outbox key once the file is whole in the core. Throws what the core refuses, and when `signal` ends it. */
export async function attachFile(
  client: Pick<WatchpostClient, 'chat'>,
  { conversation, media, name, blob, durationMs }: Attachment,
  { signal, onProgress }: AttachOptions,
): Promise<string> {
  const bytes = blob.size
  const length = durationMs === undefined ? {} : { durationMs }
  const { key } = await client.chat.attach({ conversation, media, name, bytes, ...length })
  try {
    for (let offset = 0; offset < bytes; offset += PIECE_BYTES) {
      const piece = await blob.slice(offset, offset + PIECE_BYTES).arrayBuffer()
      signal.throwIfAborted()
      await client.chat.attachPiece({ key, offset, base64: toBase64(new Uint8Array(piece)) })
      onProgress(Math.min(bytes, offset + PIECE_BYTES))
    }
  } catch (error) {
    // What arrived of it is of no use; when the core has forgotten it already, the better.
    await client.chat.discard({ key }).catch(() => undefined)
    throw error
  }
  return key
}

/** How a file is sent: what can be shown in place is. */
export function mediaOf(type: string): AttachedMedia {
  if (/^image\/(?:png|jpeg|gif|webp|bmp|avif)$/.test(type)) return 'picture'
  if (type.startsWith('video/')) return 'video'
  return type.startsWith('audio/') ? 'audio' : 'file'
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  // In chunks: the arguments of one call are limited.
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return btoa(text)
}

/** Brings a file of this page into the outbox. */
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { sendPieces } from '../../ui/pieces.ts'

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
    await sendPieces(blob, (piece) => client.chat.attachPiece({ key, ...piece }), { signal, onProgress })
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

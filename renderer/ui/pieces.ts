/** A file of this page on its way into the core: the pipe carries text, and one huge text would hold up everything behind it. */

/** A multiple of 3, so that the base64 of a piece has no padding. */
export const PIECE_BYTES = 768 * 1024
const CHUNK = 0x8000

/** Sends one piece after the other. Throws what `send` throws, and when `signal` ends it. */
export async function sendPieces(
  blob: Blob,
  send: (piece: { offset: number; base64: string }) => Promise<unknown>,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (sentBytes: number) => void } = {},
): Promise<void> {
  for (let offset = 0; offset < blob.size; offset += PIECE_BYTES) {
    const piece = await blob.slice(offset, offset + PIECE_BYTES).arrayBuffer()
    signal?.throwIfAborted()
    await send({ offset, base64: toBase64(new Uint8Array(piece)) })
    onProgress?.(Math.min(blob.size, offset + PIECE_BYTES))
  }
}

export function toBase64(bytes: Uint8Array): string {
  let text = ''
  // In chunks: the arguments of one call are limited.
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return btoa(text)
}

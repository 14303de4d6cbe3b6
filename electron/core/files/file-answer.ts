/**
 * How a file of the platform is answered to our page: shown, never run. What is not a picture, sound or video of a known
 * kind is a heap of bytes to the browser; a document among them would be of our own origin.
 */
import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { isAway, type AppError } from '../../../shared/errors.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'

export interface FileRequest {
  /** The decoded names of the path below `/file/`. */
  readonly segments: readonly string[]
  readonly method: string
  /** Value of a header by lower-case name. */
  readonly header: (name: string) => string | undefined
}

export interface FileAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** To be read or destroyed by whoever asked. */
  readonly body: Readable | undefined
}

/** No SVG, no HTML, no PDF: they may hold scripts. */
const SHOWN = new Set([
  ...['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp', 'image/avif'],
  ...['audio/mpeg', 'audio/mp4', 'audio/aac', 'audio/ogg', 'audio/wav', 'audio/webm', 'audio/amr', 'audio/x-m4a'],
  ...['video/mp4', 'video/webm', 'video/ogg', 'video/quicktime', 'video/x-matroska', 'video/mp2t', 'video/3gpp'],
])

const SAFE: Readonly<Record<string, string>> = {
  'content-disposition': 'inline',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  // The files are kept by our own cache, under the account they belong to, and nowhere else.
  'cache-control': 'no-store',
}

export interface Extent {
  readonly status: 200 | 206 | 416
  readonly first: number
  /** Bytes of the body. */
  readonly length: number | undefined
  /** Of the whole file. */
  readonly total: number | undefined
}

export function fileHeaders(
  key: string,
  contentType: string,
  { status, first, length, total }: Extent,
): Record<string, string> {
  const last = length === undefined ? undefined : first + length - 1
  const range = status === 416 ? `bytes */${total ?? '*'}` : `bytes ${first}-${last}/${total ?? '*'}`
  return {
    ...SAFE,
    'content-type': shownType(contentType),
    'accept-ranges': 'bytes',
    ...(total === undefined ? {} : { etag: etagOf(key, total) }),
    ...(length === undefined ? {} : { 'content-length': String(length) }),
    ...(status === 200 ? {} : { 'content-range': range }),
  }
}

export function etagOf(key: string, total: number): string {
  return `"${createHash('sha256').update(key).digest('hex').slice(0, 16)}-${total.toString(16)}"`
}

function shownType(contentType: string): string {
  const plain = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  return SHOWN.has(plain) ? plain : 'application/octet-stream'
}

/** The body says why, as the envelope of an error: the page can fetch what an element only fails to show. */
export function refusal(error: AppError): { headers: Record<string, string>; status: number; text: string } {
  const text = JSON.stringify(error.toEnvelope())
  const headers = { ...SAFE, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }
  return { status: statusOf(error), headers, text }
}

function statusOf({ code, details }: AppError): number {
  if (code === 'not-signed-in') return 401
  if (code === 'not-found' || code === 'bad-input') return 404
  if (code === 'unsupported') return 405
  if (code === 'platform' && details.platformCode === PlatformCode.notFound) return 404
  if (code === 'platform' && details.platformCode === PlatformCode.noPermission) return 403
  return isAway(code) ? 504 : 502
}

/** Files as a platform sends them: with their size, in ranges when asked for. */
import type { IncomingMessage, ServerResponse } from 'node:http'

export interface FileAnswer {
  readonly file: Uint8Array
  readonly contentType: string
  /** As which it is to be saved. */
  readonly name: string
}

export function isFile(answer: object): answer is FileAnswer {
  return 'file' in answer
}

/** One range of bytes is understood; anything else in `Range` gets the whole file, as the standard allows. */
export function sendFile(answer: FileAnswer, message: IncomingMessage, response: ServerResponse): void {
  const { file, contentType, name } = answer
  const headers = {
    'content-type': contentType,
    'accept-ranges': 'bytes',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  }
  const range = rangeOf(message.headers.range, file.length)
  if (range === 'outside') {
    response.writeHead(416, { 'content-range': `bytes */${file.length}` }).end()
    return
  }
  if (!range) {
    response.writeHead(200, { ...headers, 'content-length': file.length }).end(file)
    return
  }
  const [first, last] = range
  const part = file.subarray(first, last + 1)
  response
    .writeHead(206, {
      ...headers,
      'content-length': part.length,
      'content-range': `bytes ${first}-${last}/${file.length}`,
    })
    .end(part)
}

/** First and last byte, both inclusive. */
function rangeOf(header: string | undefined, size: number): [number, number] | 'outside' | undefined {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!parts) return undefined
  const [from, to] = [parts[1] ?? '', parts[2] ?? '']
  if (from === '' && to === '') return undefined
  if (from === '') return Number(to) === 0 ? 'outside' : [Math.max(0, size - Number(to)), size - 1]
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return Number(from) > last ? 'outside' : [Number(from), last]
}

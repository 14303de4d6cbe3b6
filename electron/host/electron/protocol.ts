/** `app://watchpost/`: the renderer's files by the same rules as the loopback server, ranges and policy included. */
import { Readable } from 'node:stream'
import { protocol } from 'electron'
import type { FileRequest } from '../../core/files/file-answer.ts'
import { FOREIGN, fileSegments, isOwnPage, type ServeFile } from '../common/file-route.ts'
import { securityHeaders } from '../common/headers.ts'
import { createStaticFiles } from '../common/static-files.ts'
import { APP_SCHEME, APP_URL, isOurs } from './origin.ts'

/** Must run before the app is ready: later the scheme would be a stranger to the page (no fetch, no storage, no secure context). */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
}

/** `file` gives the files of the platform, below `/file/`. */
export function serveRenderer(folder: string, file: ServeFile): void {
  const files = createStaticFiles(folder, securityHeaders())
  protocol.handle(APP_SCHEME, async (request) => {
    if (!isOurs(request.url)) return new Response(null, { status: 404 })
    const { method } = request
    const rawPath = new URL(request.url).pathname
    const header = (name: string): string | undefined => request.headers.get(name) ?? undefined
    const segments = fileSegments(rawPath)
    if (segments) return await fileResponse({ segments, method, header }, request, file)
    const answer = await files({ method, rawPath, header })
    return new Response(answer.body ? new Uint8Array(answer.body) : null, {
      status: answer.status,
      headers: answer.headers,
    })
  })
}

/** A page that goes away cancels the stream, which ends the fetching. */
async function fileResponse(wanted: FileRequest, request: Request, file: ServeFile): Promise<Response> {
  const isOurPage = isOwnPage(wanted.header, APP_URL.slice(0, -1))
  const { status, headers, body } = isOurPage ? await file(wanted, request.signal) : FOREIGN
  return new Response(body ? (Readable.toWeb(body) as ReadableStream) : null, { status, headers })
}

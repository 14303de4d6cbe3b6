/** `app://watchpost/`: the renderer's files by the same rules as the loopback server, ranges and policy included. */
import { protocol } from 'electron'
import { securityHeaders } from '../common/headers.ts'
import { createStaticFiles } from '../common/static-files.ts'
import { APP_SCHEME, isOurs } from './origin.ts'

/** Must run before the app is ready: later the scheme would be a stranger to the page (no fetch, no storage, no secure context). */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
}

export function serveRenderer(folder: string): void {
  const files = createStaticFiles(folder, securityHeaders())
  protocol.handle(APP_SCHEME, async (request) => {
    if (!isOurs(request.url)) return new Response(null, { status: 404 })
    const answer = await files({
      method: request.method,
      rawPath: new URL(request.url).pathname,
      header: (name) => request.headers.get(name) ?? undefined,
    })
    return new Response(answer.body ? new Uint8Array(answer.body) : null, {
      status: answer.status,
      headers: answer.headers,
    })
  })
}

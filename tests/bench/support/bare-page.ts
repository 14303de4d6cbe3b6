/** The least there can be: an empty page from a loopback server that does nothing else. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const PAGE = '<!doctype html><meta charset="utf-8"><title>bare</title><body style="margin:0;background:#000"></body>'

/** @param body of the page @returns its address */
export async function serveBarePage(body = PAGE, port = 0): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    if (request.url === '/') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

// As a program it is what `serve` is compared with.
if (import.meta.main) {
  const { url } = await serveBarePage()
  process.stdout.write(`${JSON.stringify({ url })}\n`)
}

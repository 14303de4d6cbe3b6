/** A server of map tiles on this machine. It answers each tile with the same picture until it is told otherwise. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface TileAnswer {
  readonly status: number
  readonly type: string
  readonly body: Buffer
}

export interface TileServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  /** What was asked for, in order. */
  readonly asked: string[]
  answer: (url: string) => TileAnswer
}

/** Closed with the test. */
export async function openTileServer(picture: Buffer): Promise<TileServer> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const { status, type, body } = opened.answer(request.url ?? '')
    response.writeHead(status, { 'content-type': type }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const opened: TileServer = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer: () => ({ status: 200, type: 'image/png', body: picture }),
  }
  return opened
}

/** The real loopback server with a page folder of the test's own, and a browser's manners in a few lines. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { Scope } from '../../shared/disposables.ts'
import type { Pipe } from '../../shared/wire.ts'
import type { MediaPipe } from '../../electron/core/host.ts'
import type { ServeFile } from '../../electron/host/common/file-route.ts'
import { startLoopbackServer, type LoopbackServer } from '../../electron/host/node/server.ts'
import { tempFolder } from './temp-folder.ts'

export interface Loopback {
  server: LoopbackServer
  /** Holds `renderer/` and, beside it, `secret.txt`. */
  folder: string
  /** Comes in by a fresh address; returns the value for a `Cookie` header. */
  enter(): Promise<string>
  logged: string[]
}

const noFile: ServeFile = () => Promise.resolve({ status: 404, headers: {}, body: undefined })

export async function startLoopback(
  serve: (pipe: Pipe) => Scope,
  nowMs?: () => number,
  file: ServeFile = noFile,
  media: (ticket: string, pipe: MediaPipe) => void = (_ticket, pipe) => pipe.close(),
): Promise<Loopback> {
  const folder = tempFolder()
  const rendererFolder = path.join(folder, 'renderer')
  mkdirSync(path.join(rendererFolder, 'assets'), { recursive: true })
  writeFileSync(path.join(rendererFolder, 'index.html'), '<!doctype html><title>page</title>')
  writeFileSync(path.join(rendererFolder, 'assets', 'index-AbCd1234.js'), '0123456789')
  writeFileSync(path.join(folder, 'secret.txt'), 'the secret')
  const logged: string[] = []
  const log = (level: string, text: string): void => void logged.push(`${level} ${text}`)
  const parts = { port: 0, rendererFolder, serve, media, file, log }
  const server = await startLoopbackServer({ ...parts, ...(nowMs ? { nowMs } : {}) })
  onTestFinished(() => server.close())
  return {
    server,
    folder,
    logged,
    async enter() {
      const answer = await fetch(server.mintUrl(), { redirect: 'manual' })
      return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
    },
  }
}

/** Resolves with the open socket, or the status the upgrade was refused with. */
export function openSocket(url: string, headers: Record<string, string>): Promise<WebSocket | number> {
  const socket = new WebSocket(url, { headers, perMessageDeflate: false })
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket))
    socket.once('unexpected-response', (request, response) => {
      request.destroy()
      resolve(response.statusCode ?? 0)
    })
    socket.once('error', reject)
  })
}

import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import Type from 'typebox'
import { expect, it, onTestFinished } from 'vitest'
import { PlatformConnection } from '../../../../../electron/core/platform/connection.ts'
import { op } from '../../../../../shared/platform/define.ts'
import { tempFolder } from '../../../../support/temp-folder.ts'
import { until } from '../../../../support/until.ts'

const FILE = op({
  name: 'thing.file',
  method: 'GET',
  path: '/file/:id',
  answers: 'file',
  params: Type.Object({ id: Type.String() }),
})

const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 251))

type Serve = (request: IncomingMessage, response: ServerResponse, turn: number) => void

async function open(serve: Serve, stallMs = 5000) {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => serve(request, response, requests.push(request)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const connection = new PlatformConnection({ base, timeouts: { platform: 5000, device: 5000 } })
  onTestFinished(() => {
    connection.dispose()
    server.closeAllConnections()
    server.close()
  })
  const folder = tempFolder()
  const target = path.join(folder, 'a.mp4')
  const seen: [number, number | undefined][] = []
  const cancel = new AbortController()
  const run = () =>
    connection.download(FILE, { params: { id: 'a' } }, 'token', {
      path: target,
      stallMs,
      signal: cancel.signal,
      onProgress: (received, total) => seen.push([received, total]),
    })
  return { run, target, folder, seen, requests, cancel }
}

/** The range that was asked for, as a platform with ranges answers it. */
function serveRange(request: IncomingMessage, response: ServerResponse): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
  const rest = bytes.subarray(from)
  response.writeHead(from > 0 ? 206 : 200, {
    'content-type': 'video/mp4',
    'content-length': rest.length,
    ...(from > 0 ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}),
  })
  response.write(rest)
  response.end()
}

/** Announces the whole and breaks off after so many bytes. */
function serveBroken(response: ServerResponse, count: number): void {
  response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': bytes.length })
  response.write(bytes.subarray(0, count), () => setImmediate(() => response.destroy()))
}

it('puts the file on the disk and tells how far it is', async () => {
  const { run, target, folder, seen, requests } = await open(serveRange)
  expect(await run()).toEqual({ bytes: bytes.length, contentType: 'video/mp4' })
  expect(readFileSync(target)).toEqual(bytes)
  expect(readdirSync(folder)).toEqual(['a.mp4'])
  expect(seen.at(-1)).toEqual([bytes.length, bytes.length])
  expect(requests[0]?.headers.authorization).toBe('token')
})

it('goes on where a broken connection left off', async () => {
  const { run, target, requests } = await open((request, response, turn) =>
    turn === 1 ? serveBroken(response, 120_000) : serveRange(request, response),
  )
  await run()
  expect(readFileSync(target)).toEqual(bytes)
  expect(requests).toHaveLength(2)
  expect(requests[1]?.headers.range).toMatch(/^bytes=[1-9]\d*-$/)
})

it('begins anew at a platform that knows no ranges', async () => {
  const { run, target } = await open((_request, response, turn) => {
    if (turn === 1) serveBroken(response, 120_000)
    else response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': bytes.length }).end(bytes)
  })
  await run()
  expect(readFileSync(target)).toEqual(bytes)
})

it('says what the platform says in place of a file, and leaves nothing behind', async () => {
  const { run, folder } = await open((_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ code: 5, msg: 'off-line' })),
  )
  await expect(run()).rejects.toMatchObject({ code: 'platform', details: { platformCode: 5 } })
  expect(readdirSync(folder)).toEqual([])
})

it('says that there is no such address', async () => {
  const { run } = await open((_request, response) => response.writeHead(404).end('not found'))
  await expect(run()).rejects.toMatchObject({ code: 'http-status', details: { httpStatus: 404 } })
})

it('gives up a way that is dead, not one that is slow', async () => {
  const { run, folder, requests } = await open((_request, response) => {
    response.writeHead(200, { 'content-length': bytes.length }).flushHeaders()
  }, 50)
  await expect(run()).rejects.toMatchObject({ code: 'timeout' })
  expect(requests).toHaveLength(3)
  expect(readdirSync(folder)).toEqual([])
})

it('stops when it is cancelled, and leaves nothing behind', async () => {
  const { run, folder, target, seen, cancel } = await open((_request, response) => {
    response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 1000))
  })
  const refused = expect(run()).rejects.toMatchObject({ code: 'cancelled' })
  await until('some bytes', () => seen.length > 0)
  expect(existsSync(`${target}.part`)).toBe(true)
  cancel.abort()
  await refused
  expect(readdirSync(folder)).toEqual([])
})

it('says so when the disk does not take it', async () => {
  const { run, folder } = await open(serveRange)
  mkdirSync(path.join(folder, 'a.mp4.part'))
  await expect(run()).rejects.toMatchObject({ code: 'disk' })
})

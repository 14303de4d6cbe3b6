import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import Type from 'typebox'
import { describe, expect, it, onTestFinished } from 'vitest'
import { PlatformConnection } from '../../../../../electron/core/platform/connection.ts'
import { Download, type PartFacts } from '../../../../../electron/core/platform/download.ts'
import { AppError } from '../../../../../shared/errors.ts'
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
  const connection = new PlatformConnection({ base, timeouts: { platform: 5000, device: 5000 }, stallMs })
  onTestFinished(() => {
    connection.dispose()
    server.closeAllConnections()
    server.close()
  })
  const part = path.join(tempFolder(), 'a.mp4.part')
  const seen: [number, number | undefined][] = []
  const kept: PartFacts[] = []
  const cancel = new AbortController()
  const run = (from?: PartFacts, checkSpace?: (bytes: number) => Promise<void>) =>
    new Download(
      {
        part,
        signal: cancel.signal,
        onProgress: (received, total) => seen.push([received, total]),
        onCheckpoint: (facts) => void kept.push(facts),
        ...(from ? { from } : {}),
        ...(checkSpace ? { checkSpace } : {}),
      },
      (first, mark, signal) =>
        connection.openFile(FILE, { params: { id: 'a' } }, 'token', {
          signal,
          ...(first > 0 ? { range: `bytes=${first}-` } : {}),
          ...(mark === undefined ? {} : { ifRange: mark }),
        }),
    ).run()
  return { run, part, seen, kept, requests, cancel }
}

/** The range that was asked for, as a platform with ranges answers it. */
function serveRange(request: IncomingMessage, response: ServerResponse, headers: Record<string, string> = {}): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
  const rest = bytes.subarray(from)
  response.writeHead(from > 0 ? 206 : 200, {
    'content-type': 'video/mp4',
    'content-length': rest.length,
    ...(from > 0 ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}),
    ...headers,
  })
  response.end(rest)
}

const serveWhole: Serve = (request, response) => serveRange(request, response)

/** Announces the whole and breaks off after so many bytes. */
function serveBroken(response: ServerResponse, count: number, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': bytes.length, ...headers })
  response.write(bytes.subarray(0, count), () => setImmediate(() => response.destroy()))
}

const BEFORE: PartFacts = { received: 120_000, total: bytes.length, mark: '"one"' }

describe('a download', () => {
  it('puts the file on the disk and tells how far it is', async () => {
    const { run, part, seen, kept, requests } = await open(serveWhole)
    expect(await run()).toEqual({ received: bytes.length, total: bytes.length, mark: undefined })
    expect(readFileSync(part).equals(bytes)).toBe(true)
    expect(seen.at(-1)).toEqual([bytes.length, bytes.length])
    expect(kept.at(-1)).toMatchObject({ received: bytes.length })
    expect(requests[0]?.headers).toMatchObject({ authorization: 'token' })
    expect(requests[0]?.headers.range).toBeUndefined()
  })

  it('goes on where a broken connection left off, if it is the same file', async () => {
    const { run, part, requests } = await open((request, response, turn) =>
      turn === 1 ? serveBroken(response, 120_000, { etag: '"one"' }) : serveRange(request, response, { etag: '"one"' }),
    )
    await run()
    expect(readFileSync(part).equals(bytes)).toBe(true)
    expect(requests).toHaveLength(2)
    expect(requests[1]?.headers.range).toMatch(/^bytes=[1-9]\d*-$/)
    expect(requests[1]?.headers['if-range']).toBe('"one"')
  })

  it('sends no weak ETag as a condition', async () => {
    const { run, requests } = await open((request, response, turn) =>
      turn === 1 ? serveBroken(response, 120_000, { etag: 'W/"one"' }) : serveRange(request, response),
    )
    await run()
    expect(requests[1]?.headers['if-range']).toBeUndefined()
  })

  it('begins anew at a platform that knows no ranges', async () => {
    const { run, part } = await open((_request, response, turn) => {
      if (turn === 1) serveBroken(response, 120_000)
      else response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': bytes.length }).end(bytes)
    })
    await run()
    expect(readFileSync(part).equals(bytes)).toBe(true)
  })

  it('says that there is no such address', async () => {
    const { run } = await open((_request, response) => response.writeHead(404).end('not found'))
    await expect(run()).rejects.toMatchObject({ code: 'http-status', details: { httpStatus: 404 } })
  })

  it('says what the platform says in place of a file', async () => {
    const { run } = await open((_request, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ code: 5, msg: 'off-line' })),
    )
    await expect(run()).rejects.toMatchObject({ code: 'platform', details: { platformCode: 5 } })
  })

  it('gives up a way that is dead', async () => {
    const { run, requests } = await open((_request, response) => {
      response.writeHead(200, { 'content-length': bytes.length }).flushHeaders()
    }, 50)
    await expect(run()).rejects.toMatchObject({ code: 'timeout' })
    expect(requests).toHaveLength(3)
  })

  it('stops when it is cancelled, and keeps what it has', async () => {
    const { run, part, seen, kept, cancel } = await open((_request, response) => {
      response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 1000))
    })
    const refused = expect(run()).rejects.toMatchObject({ code: 'cancelled' })
    await until('some bytes', () => seen.length > 0)
    cancel.abort()
    await refused
    expect(kept.at(-1)).toMatchObject({ received: 1000, total: bytes.length })
    expect(readFileSync(part).equals(bytes.subarray(0, 1000))).toBe(true)
  })

  it('says so when the disk does not take it', async () => {
    const { run, part } = await open(serveWhole)
    mkdirSync(part)
    await expect(run()).rejects.toMatchObject({ code: 'disk' })
  })

  it('asks for room before the first byte', async () => {
    const { run, part } = await open(serveWhole)
    const wanted: number[] = []
    const refused = run(undefined, (count) => {
      wanted.push(count)
      return Promise.reject(new AppError('disk', { reason: 'full' }))
    })
    await expect(refused).rejects.toMatchObject({ code: 'disk' })
    expect(wanted).toEqual([bytes.length])
    expect(readFileSync(part)).toHaveLength(0)
  })
})

describe('a download of an earlier run', () => {
  function leave(part: string, kept = bytes.subarray(0, BEFORE.received)): void {
    writeFileSync(part, kept)
  }

  it('goes on behind what was safe on the disk, whatever stands after it', async () => {
    const { run, part, requests, seen } = await open((request, response) =>
      serveRange(request, response, { etag: '"one"' }),
    )
    leave(part, Buffer.concat([bytes.subarray(0, BEFORE.received), Buffer.alloc(500_000, 0xee)]))
    await run(BEFORE)
    expect(readFileSync(part).equals(bytes)).toBe(true)
    expect(requests[0]?.headers).toMatchObject({ range: 'bytes=120000-', 'if-range': '"one"' })
    expect(seen[0]?.[0]).toBeGreaterThan(BEFORE.received)
  })

  it.each<[string, Record<string, string>]>([
    ['another ETag, by a platform that does not look at If-Range', { etag: '"two"' }],
    ['another size', { 'content-range': `bytes 120000-${bytes.length - 1}/${bytes.length + 5}` }],
    ['another place', { 'content-range': `bytes 0-${bytes.length - 120_001}/${bytes.length}` }],
  ])('begins anew when the rest is of another file: %s', async (_what, headers) => {
    const { run, part, requests } = await open((request, response) =>
      serveRange(request, response, request.headers.range ? headers : {}),
    )
    leave(part, Buffer.alloc(BEFORE.received, 1))
    await run(BEFORE)
    expect(readFileSync(part).equals(bytes)).toBe(true)
    expect(requests.map(({ headers: { range } }) => range)).toEqual(['bytes=120000-', undefined])
  })

  it('begins anew when the platform sends the whole or nothing in answer to the range', async () => {
    for (const status of [200, 416]) {
      const { run, part } = await open((request, response) => {
        if (!request.headers.range) serveRange(request, response)
        else if (status === 416) response.writeHead(416).end()
        else response.writeHead(200, { 'content-length': bytes.length }).end(bytes)
      })
      leave(part, Buffer.alloc(BEFORE.received, 1))
      await run(BEFORE)
      expect(readFileSync(part).equals(bytes), String(status)).toBe(true)
    }
  })

  it('begins anew when the part file is gone or shorter than it was', async () => {
    for (const kept of [undefined, bytes.subarray(0, 1000)]) {
      const { run, part, requests } = await open(serveWhole)
      if (kept) leave(part, kept)
      expect(existsSync(part)).toBe(kept !== undefined)
      await run(BEFORE)
      expect(readFileSync(part).equals(bytes)).toBe(true)
      expect(requests[0]?.headers.range).toBeUndefined()
    }
  })

  it('asks for nothing when it was whole already', async () => {
    const { run, part, requests } = await open(serveWhole)
    leave(part, bytes)
    expect(await run({ ...BEFORE, received: bytes.length })).toMatchObject({ received: bytes.length })
    expect(requests).toHaveLength(0)
  })
})

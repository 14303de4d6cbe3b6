import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'
import Type from 'typebox'
import { describe, expect, it, onTestFinished } from 'vitest'
import { PlatformConnection } from '../../../../../electron/core/platform/connection.ts'
import type { ErrorEnvelope } from '../../../../../shared/errors.ts'
import { op } from '../../../../../shared/platform/define.ts'
import { until } from '../../../../support/until.ts'

const ONE = op({ name: 'thing.read', method: 'GET', path: '/thing/:id', params: Type.Object({ id: Type.String() }) })
const LIST = op({
  name: 'thing.list',
  method: 'POST',
  path: '/things',
  idempotent: true,
  paged: true,
  data: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
})

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const WRITE = op({ name: 'thing.write', method: 'POST', path: '/things/new' })
const ASK = op({ name: 'thing.ask', method: 'GET', path: '/ask', pace: 'device' })

async function open(answer: Answer, timeouts = { platform: 5000, device: 5000 }) {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const outcomes: (ErrorEnvelope | undefined)[] = []
  const badRows: string[] = []
  const connection = new PlatformConnection({
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    timeouts,
    onOutcome: (away) => outcomes.push(away),
    onBadRows: (reason) => badRows.push(reason),
  })
  onTestFinished(() => {
    connection.dispose()
    server.closeAllConnections()
    server.close()
  })
  return { connection, outcomes, badRows }
}

const answerWith =
  (value: unknown): Answer =>
  (_request, response) =>
    void response.end(JSON.stringify(value))

describe('an ended connection', () => {
  it('cancels what is under way, sends it no second time and says nothing of the platform', async () => {
    let requests = 0
    const { connection, outcomes } = await open(() => requests++)
    const refused = expect(connection.call(ONE, { params: { id: 'a' } }, 'token')).rejects.toMatchObject({
      code: 'cancelled',
    })
    await until('the request', () => requests === 1)
    connection.dispose()
    await refused
    await expect(connection.call(ONE, { params: { id: 'a' } }, 'token')).rejects.toMatchObject({ code: 'cancelled' })
    expect(outcomes).toEqual([])
    expect(requests).toBe(1)
  })

  it('leaves no socket behind of a peer that never answers the TLS handshake, nor does a call that ran out of time', async () => {
    const sockets = new Set<Socket>()
    const server = createTcpServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
      socket.resume()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const base = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
    const connection = new PlatformConnection({ base, timeouts: { platform: 200, device: 200 } })
    onTestFinished(() => connection.dispose())
    const call = (timeoutMs: number) => connection.call(ONE, { params: { id: 'a' } }, undefined, { timeoutMs })
    await expect(call(100)).rejects.toMatchObject({ code: 'timeout' })
    await until('given up', () => sockets.size === 0)
    const refused = expect(call(5000)).rejects.toMatchObject({ code: 'cancelled' })
    await until('a handshake', () => sockets.size === 1)
    connection.dispose()
    await refused
    await until('closed', () => sockets.size === 0)
  })
})

describe('a path', () => {
  it.each(['', '.', '..'])('is not left by the name %j', async (id) => {
    const { connection } = await open(answerWith({ code: 0 }))
    await expect(connection.call(ONE, { params: { id } }, 'token')).rejects.toMatchObject({ code: 'bad-input' })
  })

  it('keeps every other name in one segment', async () => {
    const paths: (string | undefined)[] = []
    const { connection } = await open((request, response) => {
      paths.push(request.url)
      answerWith({ code: 0 })(request, response)
    })
    await connection.call(ONE, { params: { id: '../a b?c#d' } }, 'token')
    expect(paths).toEqual(['/thing/..%2Fa%20b%3Fc%23d'])
  })
})

describe('an answer', () => {
  const pageInfo = { page: 0, pageSize: 10, totalCount: 2 }

  it('loses its broken rows, which are told, and keeps the others', async () => {
    const rows = [
      { id: '1', name: 'one' },
      { id: '2', name: null },
      { ID: 3, name: 'three' },
    ]
    const { connection, badRows } = await open(answerWith({ code: 0, data: rows, pageInfo }))
    const { data } = await connection.call(LIST, {}, 'token')
    expect(data).toEqual([
      { id: '1', name: 'one' },
      { id: '3', name: 'three' },
    ])
    expect(badRows).toEqual(['thing.list: 1 of 3 rows left out, /1/name: missing'])
  })

  it('of broken rows only is broken', async () => {
    const { connection } = await open(answerWith({ code: 0, data: [{ id: '1' }], pageInfo }))
    await expect(connection.call(LIST, {}, 'token')).rejects.toMatchObject({
      code: 'bad-answer',
      details: { path: '/0/name' },
    })
  })

  it.each([null, '', false, []])('with the code %j is no success', async (code) => {
    const { connection } = await open(answerWith({ code, data: {} }))
    await expect(connection.call(ONE, { params: { id: 'a' } }, 'token')).rejects.toMatchObject({ code: 'platform' })
  })

  it('with its code as text is read', async () => {
    const { connection } = await open(answerWith({ code: '0', data: {} }))
    await expect(connection.call(ONE, { params: { id: 'a' } }, 'token')).resolves.toMatchObject({ data: {} })
  })
})

describe('a connection that is cut after the request', () => {
  /** Cuts the first of the requests. */
  function cutOnce() {
    const seen: (string | undefined)[] = []
    const answer: Answer = (request, response) => {
      seen.push(request.url)
      if (seen.length === 1) request.socket.destroy()
      else answerWith({ code: 0, pageInfo: { page: 0, pageSize: 1, totalCount: 0 } })(request, response)
    }
    return { seen, answer }
  }

  it('costs a read one more try, whatever its method', async () => {
    const get = cutOnce()
    const one = await open(get.answer)
    await one.connection.call(ONE, { params: { id: 'a' } }, 'token')
    expect(get.seen).toEqual(['/thing/a', '/thing/a'])
    const post = cutOnce()
    const two = await open(post.answer)
    await two.connection.call(LIST, {}, 'token')
    expect(post.seen).toEqual(['/things', '/things'])
  })

  it('ends a write: the platform may have done it already', async () => {
    const { seen, answer } = cutOnce()
    const { connection } = await open(answer)
    await expect(connection.call(WRITE, {}, 'token')).rejects.toMatchObject({ code: 'reset' })
    expect(seen).toEqual(['/things/new'])
  })

  it('costs a read no third try', async () => {
    let requests = 0
    const { connection } = await open((request) => {
      requests++
      request.socket.destroy()
    })
    await expect(connection.call(ONE, { params: { id: 'a' } }, 'token')).rejects.toMatchObject({ code: 'reset' })
    expect(requests).toBe(2)
  })

  it('has others beside it that are as dead: the second try is on a new one', async () => {
    const earlier = new Map<object, ServerResponse>()
    let seen = 0
    const { connection } = await open((request, response) => {
      if (++seen > 4) return void (earlier.has(request.socket) ? request.socket.destroy() : response.end('{"code":0}'))
      earlier.set(request.socket, response)
      if (seen === 4) for (const waiting of earlier.values()) waiting.end('{"code":0}')
    })
    const read = () => connection.call(ONE, { params: { id: 'a' } }, 'token')
    await Promise.all([read(), read(), read(), read()])
    expect(earlier.size).toBe(4)
    await expect(read()).resolves.toMatchObject({ data: {} })
  })
})

it('waits longer for what the platform has to ask a device', async () => {
  const slow: Answer = (request, response) => void setTimeout(() => answerWith({ code: 0 })(request, response), 300)
  const { connection } = await open(slow, { platform: 100, device: 5000 })
  await expect(connection.call(ONE, { params: { id: 'a' } }, 'token')).rejects.toMatchObject({ code: 'timeout' })
  await expect(connection.call(ASK, {}, 'token')).resolves.toMatchObject({ data: {} })
})

it('reads no more than 64 MB of an answer', async () => {
  const megabyte = Buffer.alloc(1024 * 1024, ' ')
  let sent = 0
  const { connection } = await open((_request, response) => {
    const go = (): void => {
      while (response.writable && sent < 100 && response.write(megabyte)) sent++
    }
    response.on('drain', go)
    go()
  })
  await expect(connection.call(ONE, { params: { id: 'a' } }, 'token')).rejects.toMatchObject({
    code: 'bad-answer',
    details: { reason: 'more than 67108864 bytes' },
  })
  expect(sent).toBeLessThan(100)
})

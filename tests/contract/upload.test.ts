import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { PlatformConnection } from '../../electron/core/platform/connection.ts'
import { operations } from '../../shared/platform/index.ts'
import { downloadPlatformFile, uploadPlatformFile } from '../../shared/platform/record-file.ts'
import { openSession } from '../support/active-session.ts'
import { openPlatform } from '../support/platform.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'

function someFile(bytes: Buffer = randomBytes(3_000_000)): { path: string; bytes: Buffer } {
  const file = path.join(tempFolder(), 'a.jpg')
  writeFileSync(file, bytes)
  return { path: file, bytes }
}

const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex')

const uploads = (platform: Awaited<ReturnType<typeof openPlatform>>) =>
  platform.control.seen({ operation: uploadPlatformFile.name }).requests

async function bytesOf(session: Awaited<ReturnType<typeof openSession>>, fileId: string): Promise<Buffer> {
  const { signal } = new AbortController()
  const stream = await session.openFile(downloadPlatformFile, { params: { fileid: fileId } }, { signal })
  const chunks: Buffer[] = []
  for await (const chunk of stream.chunks) chunks.push(chunk)
  return Buffer.concat(chunks)
}

describe('an upload to a platform', () => {
  it('is stored under the account, byte by byte, and can be fetched by its ID', async () => {
    const platform = await openPlatform()
    const session = await openSession(platform.url)
    const file = someFile()
    const told: [number, number][] = []
    const name = '北门 & gate.jpg'
    const done = await session.upload(
      { path: file.path, name, contentType: 'image/jpeg' },
      { onProgress: (sent, total) => told.push([sent, total]) },
    )
    expect(done.bytes).toBe(file.bytes.length)
    expect(told.length).toBeGreaterThan(5)
    expect(told.map(([sent]) => sent)).toEqual(told.map(([sent]) => sent).toSorted((one, other) => one - other))
    expect(told.at(-1)).toEqual([file.bytes.length, file.bytes.length])
    const { data } = await session.call(operations.recordFile.info, { params: { fileid: done.fileId } })
    expect(data).toMatchObject({
      fileName: name,
      fileType: 'image',
      fileSize: file.bytes.length,
      fileHash: md5(file.bytes),
      userID: 'admin',
      recordReason: 'upload',
    })
    expect((await bytesOf(session, done.fileId)).equals(file.bytes)).toBe(true)
    expect(platform.seen().violations).toEqual([])
  })

  it('takes what is no kind of the documentation, and JSON is a file like any other', async () => {
    const platform = await openPlatform()
    const session = await openSession(platform.url)
    const bytes = Buffer.from('{"code":5,"msg":"not an answer"}')
    const { fileId } = await session.upload({
      path: someFile(bytes).path,
      name: 'notes.json',
      contentType: 'application/json',
    })
    expect(await bytesOf(session, fileId)).toEqual(bytes)
    expect(uploads(platform)).toHaveLength(1)
  })

  it('renews a token that is refused and sends the file once more, for nothing was stored', async () => {
    const platform = await openPlatform()
    const session = await openSession(platform.url)
    platform.control.expireTokens({})
    const file = someFile()
    const { fileId } = await session.upload({ path: file.path, name: 'a.jpg', contentType: 'image/jpeg' })
    expect(md5(await bytesOf(session, fileId))).toBe(md5(file.bytes))
    expect(uploads(platform).map(({ code }) => code)).toEqual([9, 0])
  })

  it('is never sent twice by itself when its answer is lost', async () => {
    const platform = await openPlatform()
    const session = await openSession(platform.url)
    platform.control.drop({ operation: uploadPlatformFile.name, times: 1, after: true })
    await expect(
      session.upload({ path: someFile().path, name: 'a.jpg', contentType: 'image/jpeg' }),
    ).rejects.toMatchObject({ code: 'reset' })
    expect(uploads(platform)).toHaveLength(1)
  })

  it('says that the platform takes no files', async () => {
    const platform = await openPlatform()
    const session = await openSession(platform.url)
    platform.control.refuse({ operation: uploadPlatformFile.name, code: 2, status: 404 })
    await expect(
      session.upload({ path: someFile().path, name: 'a.jpg', contentType: 'image/jpeg' }),
    ).rejects.toMatchObject({ code: 'unsupported', details: { reason: 'this platform takes no files' } })
  })

  it('hands on what the platform refuses', async () => {
    const platform = await openPlatform()
    const session = await openSession(platform.url)
    platform.control.refuse({ operation: uploadPlatformFile.name, code: 18, msg: 'storage is full' })
    await expect(
      session.upload({ path: someFile().path, name: 'a.jpg', contentType: 'image/jpeg' }),
    ).rejects.toMatchObject({ code: 'platform', details: { platformCode: 18, platformMessage: 'storage is full' } })
  })

  it('says so when there is no such file here', async () => {
    const platform = await openPlatform()
    const session = await openSession(platform.url)
    await expect(
      session.upload({ path: path.join(tempFolder(), 'none'), name: 'a.jpg', contentType: 'image/jpeg' }),
    ).rejects.toMatchObject({ code: 'disk' })
    expect(uploads(platform)).toEqual([])
  })
})

/** The network takes some megabytes at once; between two lots of them a busy machine may be silent for a while. */
const SLOW_STALL_MS = 1200

async function slowPlatform(listener: RequestListener, stallMs = 300) {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const connection = new PlatformConnection({ base, timeouts: { platform: 5000, device: 5000 }, stallMs })
  onTestFinished(() => {
    connection.dispose()
    server.closeAllConnections()
    server.close()
  })
  const send = (file: string, given: { signal?: AbortSignal; onProgress?: (sent: number) => void } = {}) =>
    connection.upload(uploadPlatformFile, { query: { name: 'a' } }, 'token', {
      path: file,
      contentType: 'image/jpeg',
      ...given,
    })
  return { send }
}

describe('an upload', () => {
  it('ends when it is cancelled, with the connection', async () => {
    let gone = false
    const requests: IncomingMessage[] = []
    const { send } = await slowPlatform((request) => {
      requests.push(request.on('close', () => (gone = true)).on('error', () => undefined))
      request.once('data', () => request.pause())
    })
    const cancel = new AbortController()
    const sent: number[] = []
    const { path: file } = someFile(randomBytes(20_000_000))
    const refused = expect(
      send(file, { signal: cancel.signal, onProgress: (bytes) => sent.push(bytes) }),
    ).rejects.toMatchObject({ code: 'cancelled' })
    await until('some bytes', () => sent.length > 0)
    cancel.abort()
    await refused
    requests[0]?.resume()
    await until('the platform lost the connection', () => gone)
    // Held back by a platform that does not take it, not piled up in memory.
    expect(sent.at(-1)).toBeLessThan(20_000_000)
  })

  it('gives up a platform that takes nothing more', async () => {
    const { send } = await slowPlatform((request) => void request.once('data', () => request.pause()))
    await expect(send(someFile(randomBytes(20_000_000)).path)).rejects.toMatchObject({ code: 'timeout' })
  })

  it('goes on as long as a slow platform takes something', async () => {
    const { send } = await slowPlatform((request, response) => {
      request.on('data', () => {
        request.pause()
        setTimeout(() => request.resume(), 10)
      })
      request.on('end', () => response.end(JSON.stringify({ code: 0, data: { fileID: 'slow' } })))
    }, SLOW_STALL_MS)
    const startedAt = performance.now()
    const { answer } = await send(someFile(randomBytes(12_000_000)).path)
    expect(answer.data.fileID).toBe('slow')
    expect(performance.now() - startedAt).toBeGreaterThan(SLOW_STALL_MS)
  })

  it('ends when the file gets shorter on the way', async () => {
    const file = someFile(randomBytes(20_000_000))
    const { send } = await slowPlatform((request) => {
      request.once('data', () => truncateSync(file.path, 100_000))
      request.resume()
    })
    await expect(send(file.path)).rejects.toMatchObject({ code: 'disk' })
  })
})

/** Files of the platform for the page: the real server in front of the real core, at the real simulator. */
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { request, type IncomingMessage } from 'node:http'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileUrl } from '../../shared/contract/downloads.ts'
import { operations } from '../../shared/platform/index.ts'
import { downloadPlatformFile } from '../../shared/platform/record-file.ts'
import { openSession } from '../support/active-session.ts'
import { openDesk } from '../support/desk.ts'
import { openFileRelay } from '../support/file-relay.ts'
import { startLoopback } from '../support/loopback.ts'
import { openPlatform } from '../support/platform.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'

async function atDesk(base?: (url: string) => Promise<string>) {
  const platform = await openPlatform()
  const desk = await openDesk()
  await desk.signIn(await desk.site(base ? await base(platform.url) : platform.url))
  const { server, enter } = await startLoopback(desk.core.serve, undefined, desk.core.file)
  const cookie = await enter()
  const get = (place: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(server.origin + place, { method, headers: { cookie, ...headers } })
  const session = await openSession(platform.url)
  const asked = () => platform.control.seen({ operation: downloadPlatformFile.name }).requests.length
  /** Stores a file at the platform; its address for the page. */
  const put = async (bytes: Buffer, contentType = 'image/jpeg') => {
    const file = path.join(tempFolder(), 'file')
    writeFileSync(file, bytes)
    const { fileId } = await session.upload({ path: file, name: 'file', contentType })
    return fileUrl({ kind: 'platform', fileId })
  }
  return { platform, desk, server, cookie, get, put, session, asked }
}

const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer())

describe('a file of the platform', () => {
  it('is served whole and in parts, as it is', async () => {
    const { get, put, platform } = await atDesk()
    const bytes = randomBytes(400_000)
    const place = await put(bytes)
    const part = await get(place, { range: 'bytes=100000-100099' })
    expect([part.status, part.headers.get('content-range'), part.headers.get('content-length')]).toEqual([
      206,
      'bytes 100000-100099/400000',
      '100',
    ])
    expect((await bytesOf(part)).equals(bytes.subarray(100_000, 100_100))).toBe(true)
    expect((await bytesOf(await get(place, { range: 'bytes=-7' }))).equals(bytes.subarray(-7))).toBe(true)
    const outside = await get(place, { range: 'bytes=400000-' })
    expect([outside.status, outside.headers.get('content-range')]).toEqual([416, 'bytes */400000'])
    const head = await get(place, {}, 'HEAD')
    expect([head.status, head.headers.get('content-length'), (await bytesOf(head)).length]).toEqual([200, '400000', 0])
    const whole = await get(place)
    expect([whole.status, whole.headers.get('accept-ranges')]).toEqual([200, 'bytes'])
    expect((await bytesOf(whole)).equals(bytes)).toBe(true)
    expect(platform.seen().violations).toEqual([])
  })

  it('comes from the cache once it was whole, parts and head too, with the platform gone', async () => {
    const { get, put, asked, platform } = await atDesk()
    const bytes = randomBytes(200_000)
    const place = await put(bytes)
    const first = await get(place)
    const etag = first.headers.get('etag') ?? ''
    await bytesOf(first)
    const before = asked()
    await platform.control.listen({ up: false })
    expect((await bytesOf(await get(place))).equals(bytes)).toBe(true)
    const part = await get(place, { range: 'bytes=5-9' })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 5-9/200000'])
    expect((await bytesOf(part)).equals(bytes.subarray(5, 10))).toBe(true)
    expect((await get(place, { range: 'bytes=200000-' })).status).toBe(416)
    expect((await get(place, { range: 'bytes=0-1', 'if-range': etag })).status).toBe(206)
    expect((await get(place, { range: 'bytes=0-1', 'if-range': '"other"' })).status).toBe(200)
    expect((await get(place, {}, 'HEAD')).headers.get('content-length')).toBe('200000')
    expect(asked()).toBe(before)
  })

  it('is shown and never run', async () => {
    const { get, put } = await atDesk()
    const types = ['image/png', 'video/mp4; codecs="avc1"', 'image/svg+xml', 'text/html', 'application/pdf', 'text/xml']
    const shown: (string | null)[] = []
    for (const type of types) {
      const answer = await get(await put(Buffer.from('<svg/>'), type))
      shown.push(answer.headers.get('content-type'))
      expect(answer.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('content-disposition')).toBe('inline')
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(await answer.text()).toBe('<svg/>')
    }
    const heap = 'application/octet-stream'
    expect(shown).toEqual(['image/png', 'video/mp4', heap, heap, heap, heap])
  })

  it('is given to our own page only', async () => {
    const { get, put, server, cookie, asked } = await atDesk()
    const place = await put(Buffer.from('secret'))
    const before = asked()
    const foreign: Record<string, string>[] = [
      { cookie: '' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'http://evil.example' },
      { origin: 'null' },
    ]
    for (const headers of foreign) {
      const answer = await rawGet(server.origin, place, { cookie, ...headers })
      expect([headers, answer.status]).toEqual([headers, 403])
      expect(answer.text).not.toContain('secret')
    }
    expect(asked()).toBe(before)
    expect((await get(place, { origin: server.origin })).status).toBe(200)
    expect((await get(place, {}, 'POST')).status).toBe(405)
  })

  it('leads to no other address of the platform', async () => {
    const { server, cookie, platform } = await atDesk()
    platform.control.forget({})
    const places = [
      ['/file/platform/..', 404],
      ['/file/platform/%2e%2e', 404],
      ['/file/platform/..%2f..%2f..%2fbvcsp%2fv1%2fauth%2fuserinfo', 404],
      ['/file/platform/a/../../../bvcsp/v1/auth/userinfo', 404],
      ['/file/device/%2e%2e/a', 404],
      ['/file/device/only', 404],
      ['/file/other/a', 404],
      ['/file/platform/a%3ftoken=x', 404],
    ] as const
    for (const [place, status] of places)
      expect([place, (await rawGet(server.origin, place, { cookie })).status]).toEqual([place, status])
    expect(platform.seen().violations).toEqual([])
    expect(platform.control.seen({ operation: 'auth.userinfo' }).requests).toEqual([])
  })

  it('says why there is none', async () => {
    const { get, put, platform } = await atDesk()
    const none = await get('/file/platform/none')
    expect([none.status, await none.json()]).toMatchObject([404, { code: 'platform', details: { platformCode: 2 } }])
    const place = await put(Buffer.from('x'))
    platform.control.refuse({ operation: downloadPlatformFile.name, code: 16, times: 1 })
    expect((await get(place)).status).toBe(403)
    await platform.control.listen({ up: false })
    const away = await get(place)
    expect([away.status, await away.json()]).toMatchObject([504, { code: 'refused' }])
  })

  it('renews a token that was refused, without telling', async () => {
    const { get, put, platform } = await atDesk()
    const place = await put(Buffer.from('bytes'))
    platform.control.expireTokens({})
    const answer = await get(place)
    expect([answer.status, await answer.text()]).toEqual([200, 'bytes'])
    expect([...answer.headers.keys()]).not.toContain('authorization')
  })
})

describe('a file of a device', () => {
  it('comes from the device, by way of the platform', async () => {
    const { get, session, platform } = await atDesk()
    const puid = platform.fleet().devices.find(({ online, classId }) => online && classId === 101)?.id ?? ''
    const filter = { beginTime: 0, endTime: Math.floor(Date.now() / 1000) + 1000, puID: puid }
    const { data } = await session.call(operations.recordFile.listOfDevice, {
      params: { puid },
      body: { page: 0, pageSize: 1, filter },
    })
    const [file] = data
    const answer = await get(fileUrl({ kind: 'device', puid, fileId: file?.fileID ?? '' }))
    expect(answer.status).toBe(200)
    expect((await bytesOf(answer)).length).toBe(file?.fileSize)
    platform.control.setOnline({ device: puid, online: false })
    const offline = await get(fileUrl({ kind: 'device', puid, fileId: 'other' }))
    expect([offline.status, await offline.json()]).toMatchObject([
      502,
      { code: 'platform', details: { platformCode: 5 } },
    ])
  })
})

describe('the way of a file', () => {
  const LARGE = randomBytes(30_000_000)

  async function atRelay() {
    const relay = { current: undefined as Awaited<ReturnType<typeof openFileRelay>> | undefined }
    const at = await atDesk(async (url) => (relay.current = await openFileRelay(url)).url)
    if (!relay.current) throw new Error('no relay')
    return { ...at, relay: relay.current }
  }

  it('ends at the platform when the page gives up, and is held back by a page that does not read', async () => {
    const { put, server, cookie, relay } = await atRelay()
    const place = await put(LARGE)
    const answer = await openGet(server.origin, place, { cookie })
    await until('the platform sends', () => (relay.requests[0]?.sent ?? 0) > 0)
    let before = -1
    await until('it stands still', async () => {
      const now = relay.requests[0]?.sent ?? 0
      const isStill = now === before
      before = now
      await new Promise((resolve) => setTimeout(resolve, 200))
      return isStill
    })
    expect(before).toBeLessThan(LARGE.length * 0.8)
    answer.destroy()
    await until('the connection to the platform is gone', () => relay.requests[0]?.broken)
  })

  it('ends when the operator signs out; after that there are no files, cached or not', async () => {
    const { put, get, server, cookie, relay, desk } = await atRelay()
    const small = await put(Buffer.from('cached'))
    expect(await (await get(small)).text()).toBe('cached')
    const place = await put(LARGE)
    const answer = await openGet(server.origin, place, { cookie })
    await until('the platform sends', () => (relay.requests[1]?.sent ?? 0) > 0)
    const cut = new Promise<string>((resolve) => {
      answer.on('error', () => resolve('cut')).on('end', () => resolve('whole'))
    })
    await desk.client.session.signOut({})
    answer.resume()
    expect(await cut).toBe('cut')
    const refused = await get(small)
    expect([refused.status, await refused.json()]).toMatchObject([401, { code: 'not-signed-in' }])
  })

  it('keeps nothing of a file that broke off', async () => {
    const { put, get, relay } = await atRelay()
    const place = await put(LARGE)
    relay.treat((_seen, turn) => (turn === 1 ? { cutAfter: 1_000_000 } : {}))
    await expect(get(place).then(bytesOf)).rejects.toThrow()
    expect((await bytesOf(await get(place))).equals(LARGE)).toBe(true)
    await get(place).then(bytesOf)
    expect(relay.requests).toHaveLength(2)
  })
})

/** The path as it stands, which `fetch` would tidy. */
async function rawGet(origin: string, place: string, headers: Record<string, string>) {
  const answer = await openGet(origin, place, headers)
  let text = ''
  for await (const chunk of answer) text += String(chunk)
  return { status: answer.statusCode ?? 0, text }
}

function openGet(origin: string, place: string, headers: Record<string, string>) {
  const { hostname, port } = new URL(origin)
  return new Promise<IncomingMessage>((resolve, reject) => {
    request({ hostname, port, path: place, headers, agent: false }, resolve).once('error', reject).end()
  })
}

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { TOKEN_LIFE_MS } from '../../../../../electron/host/node/access.ts'
import type { Pipe } from '../../../../../shared/wire.ts'
import { Scope } from '../../../../../shared/disposables.ts'
import { HARD_MESSAGE_BYTES } from '../../../../../electron/host/common/pipe-limits.ts'
import { openSocket, startLoopback } from '../../../../support/loopback.ts'
import { until } from '../../../../support/until.ts'

const nobody = (): Scope => new Scope()

/** Sends exactly these bytes: `fetch` would tidy the path and set its own Host. */
function rawRequest(port: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text))
    socket.setEncoding('latin1').on('data', (part: string) => (answer += part))
    socket.on('close', () => resolve(answer)).on('error', reject)
  })
}

describe('the token', () => {
  it('opens once, sets a cookie no script and no other site gets, and leads to the page', async () => {
    const { server } = await startLoopback(nobody)
    const url = server.mintUrl()
    const first = await fetch(url, { redirect: 'manual' })
    expect(first.status).toBe(303)
    expect(first.headers.get('location')).toBe('/')
    const cookie = first.headers.get('set-cookie') ?? ''
    expect(cookie.split('; ').slice(1).sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict'])
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(403)
    const page = await fetch(server.origin, { headers: { cookie: cookie.split(';')[0] ?? '' } })
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('<title>page</title>')
  })

  it('is not used up by a look ahead (HEAD)', async () => {
    const { server } = await startLoopback(nobody)
    const url = server.mintUrl()
    expect((await fetch(url, { method: 'HEAD', redirect: 'manual' })).status).toBe(403)
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303)
  })

  it('expires', async () => {
    const clock = { now: 1_000_000 }
    const { server } = await startLoopback(nobody, () => clock.now)
    const [early, late] = [server.mintUrl(), server.mintUrl()]
    clock.now += TOKEN_LIFE_MS - 1
    expect((await fetch(early, { redirect: 'manual' })).status).toBe(303)
    clock.now += 1
    expect((await fetch(late, { redirect: 'manual' })).status).toBe(403)
  })

  it('cannot be guessed, and the refusal says in both languages what to do', async () => {
    const { server } = await startLoopback(nobody)
    for (const query of ['', '?token=', '?token=x', `?token=${'A'.repeat(43)}`]) {
      const answer = await fetch(`${server.origin}/${query}`, { redirect: 'manual' })
      expect(answer.status).toBe(403)
      expect(answer.headers.get('set-cookie')).toBeNull()
      const text = await answer.text()
      expect(text).toContain('press Enter')
      expect(text).toContain('按回车键')
    }
  })
})

describe('without the cookie', () => {
  it('nothing is served', async () => {
    const { server } = await startLoopback(nobody)
    const port = new URL(server.origin).port
    for (const cookie of ['', `watchpost-${port}=`, `watchpost-${port}=wrong`, 'other=1']) {
      for (const place of ['/', '/index.html', '/assets/index-AbCd1234.js', '/pipe', '/nothing']) {
        expect((await fetch(server.origin + place, { headers: { cookie } })).status).toBe(403)
      }
    }
  })
})

describe('the Host header', () => {
  it('must be ours: a foreign name that points to this machine is refused even with the cookie', async () => {
    const { server, enter } = await startLoopback(nobody)
    const port = new URL(server.origin).port
    const cookie = await enter()
    const statusFor = async (host: string): Promise<string> =>
      (
        await rawRequest(port, `GET / HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`)
      ).slice(9, 12)
    expect(await statusFor(`127.0.0.1:${port}`)).toBe('200')
    expect(await statusFor(`localhost:${port}`)).toBe('200')
    for (const host of [
      `evil.example:${port}`,
      'evil.example',
      '127.0.0.1',
      `127.0.0.1:${Number(port) + 1}`,
      `127.0.0.1.evil.example:${port}`,
    ]) {
      expect(await statusFor(host)).toBe('421')
    }
  })
})

describe('a path', () => {
  it('never leads out of the page folder', async () => {
    const { server, folder, enter } = await startLoopback(nobody)
    symlinkSync(path.join(folder, 'secret.txt'), path.join(folder, 'renderer', 'link.txt'))
    symlinkSync(folder, path.join(folder, 'renderer', 'out'))
    mkdirSync(path.join(folder, 'renderer-other'))
    writeFileSync(path.join(folder, 'renderer-other', 'secret.txt'), 'the secret')
    symlinkSync(path.join(folder, 'renderer-other'), path.join(folder, 'renderer', 'sibling'))
    writeFileSync(path.join(folder, 'renderer', '.hidden.txt'), 'the secret')
    const cookie = await enter()
    const attempts = [
      ...[
        '/../secret.txt',
        '/assets/../../secret.txt',
        '/%2e%2e/secret.txt',
        '/%2E%2E%2Fsecret.txt',
        '/..%2fsecret.txt',
      ],
      ...['/..%5csecret.txt', '/..\\secret.txt', '/%252e%252e/secret.txt', '/....//secret.txt', '/./../secret.txt'],
      ...[
        '//secret.txt',
        `/${folder}/secret.txt`,
        `//${folder}/secret.txt`,
        '/assets%00/../../secret.txt',
        '/secret.txt%00.js',
      ],
      ...[
        '/link.txt',
        '/out/secret.txt',
        '/sibling/secret.txt',
        '/../renderer-other/secret.txt',
        '/.hidden.txt',
        '/C:/secret.txt',
        '/index.html::$DATA',
      ],
      ...['/%', '/%ff%fe.txt', '/%c0%ae%c0%ae/secret.txt', 'secret.txt', 'http://127.0.0.1/../secret.txt', '*'],
    ]
    const port = new URL(server.origin).port
    for (const attempt of attempts) {
      const head = `GET ${attempt} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`
      const answer = await rawRequest(port, head)
      expect(answer, attempt).toMatch(/^HTTP\/1\.1 4\d\d /)
      expect(answer, attempt).not.toContain('the secret')
    }
  })
})

describe('files', () => {
  it('come with their type, a tag, and the cache rule of their name', async () => {
    const { server, enter } = await startLoopback(nobody)
    const headers = { cookie: await enter() }
    const asset = await fetch(`${server.origin}/assets/index-AbCd1234.js`, { headers })
    expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(asset.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
    const index = await fetch(server.origin, { headers })
    expect(index.headers.get('cache-control')).toBe('no-cache')
    const etag = index.headers.get('etag') ?? ''
    expect((await fetch(server.origin, { headers: { ...headers, 'if-none-match': etag } })).status).toBe(304)
    expect((await fetch(`${server.origin}/live`, { headers })).status).toBe(200)
    expect((await fetch(`${server.origin}/missing.js`, { headers })).status).toBe(404)
    expect((await fetch(server.origin, { method: 'POST', headers })).status).toBe(405)
  })

  it('come in ranges', async () => {
    const { server, enter } = await startLoopback(nobody)
    const cookie = await enter()
    const get = async (range: string, more: Record<string, string> = {}) => {
      const answer = await fetch(`${server.origin}/assets/index-AbCd1234.js`, { headers: { cookie, range, ...more } })
      return [answer.status, answer.headers.get('content-range'), await answer.text()]
    }
    expect(await get('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234'])
    expect(await get('bytes=7-')).toEqual([206, 'bytes 7-9/10', '789'])
    expect(await get('bytes=-3')).toEqual([206, 'bytes 7-9/10', '789'])
    expect(await get('bytes=0-999')).toEqual([206, 'bytes 0-9/10', '0123456789'])
    expect(await get('bytes=10-')).toEqual([416, 'bytes */10', ''])
    expect(await get('bytes=5-2')).toEqual([200, null, '0123456789'])
    expect(await get('bytes=0-1,4-5')).toEqual([200, null, '0123456789'])
    expect(await get('bytes=0-1', { 'if-range': '"other"' })).toEqual([200, null, '0123456789'])
  })

  it('and refusals carry the policy and the other headers', async () => {
    const { server, enter } = await startLoopback(nobody)
    const port = new URL(server.origin).port
    for (const headers of [{ cookie: await enter() }, { cookie: '' }]) {
      const answer = await fetch(server.origin, { headers })
      expect(answer.headers.get('content-security-policy')).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
          `media-src 'self' blob:; connect-src 'self' ws://127.0.0.1:${port} ws://localhost:${port}; ` +
          "worker-src 'self'; font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; " +
          "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types vue watchpost-streams",
      )
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
      expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(answer.headers.get('permissions-policy')).toContain('microphone=(self)')
      expect(answer.headers.get('permissions-policy')).toContain('camera=()')
    }
  })
})

describe('the websocket', () => {
  it('opens only with the cookie, from our own origin, at its own path, under our own name', async () => {
    const served: unknown[] = []
    const { server, enter } = await startLoopback((pipe) => (served.push(pipe), new Scope()))
    const port = new URL(server.origin).port
    const cookie = await enter()
    const url = `ws://127.0.0.1:${port}/pipe`
    const refused: [string, Record<string, string>][] = [
      [url, { origin: server.origin }],
      [url, { cookie: `watchpost-${port}=x`, origin: server.origin }],
      [url, { cookie }],
      [url, { cookie, origin: 'null' }],
      [url, { cookie, origin: `https://127.0.0.1:${port}` }],
      [url, { cookie, origin: `http://127.0.0.1:${Number(port) + 1}` }],
      [url, { cookie, origin: `http://localhost:${port}` }],
      [url, { cookie, origin: 'http://evil.example' }],
      [url, { cookie, origin: `http://evil.example:${port}`, host: `evil.example:${port}` }],
      [`ws://127.0.0.1:${port}/`, { cookie, origin: server.origin }],
      [`ws://127.0.0.1:${port}/pipe/x`, { cookie, origin: server.origin }],
    ]
    for (const [address, headers] of refused)
      expect(await openSocket(address, headers), JSON.stringify(headers)).toBe(403)
    expect(served).toHaveLength(0)
    expect(await openSocket(url, { cookie, origin: server.origin })).toBeInstanceOf(WebSocket)
    expect(served).toHaveLength(1)
  })

  it('is closed by a message far beyond any limit', async () => {
    const scopes: Scope[] = []
    const { server, enter } = await startLoopback((pipe) => {
      const scope = new Scope()
      pipe.onClose(() => scope.dispose())
      scopes.push(scope)
      return scope
    })
    const socket = await openSocket(`${server.origin.replace('http', 'ws')}/pipe`, {
      cookie: await enter(),
      origin: server.origin,
    })
    if (!(socket instanceof WebSocket)) throw new Error('refused')
    socket.on('error', () => undefined)
    const code = new Promise((resolve) => socket.once('close', resolve))
    socket.send(Buffer.alloc(HARD_MESSAGE_BYTES + 1, 0x20))
    expect(await code).toBe(1009)
    await until('the connection is released', () => scopes[0]?.disposed)
  })

  it('cuts off a page that does not read instead of filling the memory', async () => {
    const pipes: Pipe[] = []
    const { server, enter } = await startLoopback((pipe) => (pipes.push(pipe), new Scope()))
    const socket = await openSocket(`${server.origin.replace('http', 'ws')}/pipe`, {
      cookie: await enter(),
      origin: server.origin,
    })
    if (!(socket instanceof WebSocket)) throw new Error('refused')
    socket.on('error', () => undefined)
    socket.pause()
    let isClosed = false
    pipes[0]?.onClose(() => (isClosed = true))
    const megabyte = 'x'.repeat(1024 * 1024)
    let sent = 0
    while (!isClosed && sent < 200) {
      pipes[0]?.post(megabyte)
      sent += 1
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(isClosed).toBe(true)
    expect(sent).toBeLessThan(100)
    socket.terminate()
  })
})

import { request } from 'node:http'
import { connect } from 'node:net'
import type { BrowserContext } from 'playwright-core'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { openSocket } from '../support/loopback.ts'
import { openPlatform } from '../support/platform.ts'
import { closeSharedBrowser, openDesk, sharedBrowser } from './support/desk.ts'
import { startServe } from './support/serve-process.ts'
import { shownText } from './support/shown.ts'

afterAll(closeSharedBrowser)

interface RawAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** A request whose path goes out as it stands: browsers and `fetch` repair it. */
function get(origin: string, path: string, headers: Record<string, string> = {}): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, path, headers, agent: false }, (incoming) => {
      let body = ''
      incoming.setEncoding('utf8')
      incoming.on('data', (chunk: string) => (body += chunk))
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body }))
    })
    outgoing.once('error', reject).end()
  })
}

async function cookieOf(context: BrowserContext): Promise<string> {
  return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
}

const SCREEN = '<div id="app">'
const REFUSED = 'This address does not open Watchpost'

describe('the address of the client', () => {
  it('works once: a second browser is told so in both languages, the first one goes on', async () => {
    const { page, serve } = await openDesk()
    await page.getByTestId('site-form').waitFor()
    const stranger = await (await sharedBrowser()).newContext()
    onTestFinished(() => stranger.close())
    const other = await stranger.newPage()
    for (const address of [serve.url, new URL(serve.url).origin]) {
      expect((await other.goto(address))?.status()).toBe(403)
      await other.getByRole('heading', { name: REFUSED }).waitFor()
      await other.getByRole('heading', { name: '此地址无法打开 Watchpost' }).waitFor()
      expect(await other.locator('p:not([lang])').innerText()).toContain('good once and for ten minutes')
      expect(await other.locator('p[lang=zh-CN]').innerText()).toContain('只能使用一次')
      expect(await stranger.cookies()).toEqual([])
    }
    await page.reload()
    await page.getByTestId('site-form').waitFor()
    // The token does not stay where people look over shoulders.
    expect(page.url()).not.toContain('token')
  })

  it('leaves a cookie that no script can read and no other site can send', async () => {
    const { page, context } = await openDesk()
    expect(await context.cookies()).toMatchObject([{ httpOnly: true, sameSite: 'Strict', domain: '127.0.0.1' }])
    expect(await page.evaluate(() => document.cookie)).toBe('')
  })

  it('is of this machine alone, and goes by its own name only', async () => {
    const { serve, context } = await openDesk()
    const { origin, port } = new URL(serve.url)
    expect(await connectionTo('127.0.0.2', Number(port))).toBe('ECONNREFUSED')
    expect(await connectionTo('127.0.0.1', Number(port))).toBe('connected')
    // A name of somebody else's that points here (DNS rebinding).
    const answer = await get(origin, '/', { host: `rebound.example:${port}`, cookie: await cookieOf(context) })
    expect(answer.status).toBe(421)
    expect(answer.body).not.toContain(SCREEN)
  })
})

describe('what the server gives out', () => {
  it('is nothing without the cookie', async () => {
    const { page, serve } = await openDesk()
    const { origin } = new URL(serve.url)
    const script = await page.locator('script[src]').first().getAttribute('src')
    const asset = new URL(script ?? '', `${origin}/`).pathname
    expect(asset).toMatch(/^\/assets\/.*\.js$/)
    for (const path of ['/', '/index.html', asset, '/?token=guessed', '/nothing']) {
      const answer = await get(origin, path)
      expect([path, answer.status]).toEqual([path, 403])
      expect(answer.body).toContain(REFUSED)
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
  })

  it('stays in its folder', async () => {
    const { serve, context } = await openDesk()
    const { origin } = new URL(serve.url)
    const cookie = await cookieOf(context)
    expect(await get(origin, '/', { cookie })).toMatchObject({ status: 200, body: expect.stringContaining(SCREEN) })
    const escapes = [
      '/../package.json',
      '/../../package.json',
      '/assets/../../../package.json',
      '/%2e%2e/%2e%2e/package.json',
      '/..%2f..%2fpackage.json',
      '/..%5c..%5cpackage.json',
      '/assets%2f..%2f..%2f..%2fpackage.json',
      '//etc/passwd',
      '/%2fetc/passwd',
      '/file:///etc/passwd',
      '/.git/config',
      '/index.html%00.js',
      '/%',
    ]
    for (const path of escapes) {
      const answer = await get(origin, path, { cookie })
      expect([path, answer.status]).toEqual([path, 404])
      expect(answer.body).toBe('')
    }
  })

  it('carries its policy, and the page obeys it', async () => {
    const platform = await openPlatform()
    const { page, serve, context } = await openDesk()
    const { origin } = new URL(serve.url)
    const answers = [await get(origin, '/'), await get(origin, '/', { cookie: await cookieOf(context) })]
    for (const { headers } of answers) {
      const policy = String(headers['content-security-policy'])
      for (const part of ["default-src 'none'", "script-src 'self';", "frame-ancestors 'none'", "object-src 'none'"]) {
        expect(policy).toContain(part)
      }
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
    }
    // The page itself never talks to a platform, nor runs what is written into it.
    const broken = await page.evaluate(async (address) => {
      const found: string[] = []
      document.addEventListener('securitypolicyviolation', (event) => found.push(event.effectiveDirective))
      const fetched = await fetch(address).then(
        () => 'fetched',
        () => 'refused',
      )
      const image = document.createElement('img')
      const settled = new Promise((resolve) => (image.onerror = image.onload = resolve))
      image.src = `${address}/picture`
      await settled
      let evaluated = 'evaluated'
      try {
        document.body.insertAdjacentHTML('beforeend', '<b onclick="1">x</b>')
      } catch {
        evaluated = 'refused'
      }
      return { fetched, evaluated, found: [...new Set(found)].sort() }
    }, platform.url)
    expect(broken).toMatchObject({ fetched: 'refused', evaluated: 'refused' })
    expect(broken.found).toEqual(expect.arrayContaining(['connect-src', 'img-src']))
    expect(platform.seen()).toMatchObject({ requests: [], violations: [] })
  })
})

describe('the pipe', () => {
  it('opens for our page only: own origin and cookie, both', async () => {
    const { serve, context } = await openDesk()
    const { origin, host } = new URL(serve.url)
    const cookie = await cookieOf(context)
    const pipe = `ws://${host}/pipe`
    expect(await openSocket(pipe, { origin: 'http://evil.example', cookie })).toBe(403)
    expect(await openSocket(pipe, { origin: `http://127.0.0.1:${Number(new URL(serve.url).port) + 1}`, cookie })).toBe(
      403,
    )
    expect(await openSocket(pipe, { origin: 'null', cookie })).toBe(403)
    expect(await openSocket(pipe, { cookie })).toBe(403)
    expect(await openSocket(pipe, { origin })).toBe(403)
    expect(await openSocket(pipe, { origin, cookie: `${cookie.split('=')[0]}=guessed` })).toBe(403)
    expect(await openSocket(`ws://${host}/other`, { origin, cookie })).toBe(403)
    const opened = await openSocket(pipe, { origin, cookie })
    expect(opened).toBeInstanceOf(WebSocket)
    if (opened instanceof WebSocket) opened.terminate()
  })
})

describe('a core that dies', () => {
  it('is said over everything, and the window says so too when a new core does not know it', async () => {
    const platform = await openPlatform()
    const { page, serve, profile } = await openDesk({ at: platform })
    await serve.kill()
    await page.getByTestId('core-lost').waitFor()
    expect(await shownText(page, 'core-lost')).toContain('This window lost the core of Watchpost')
    expect(await page.getByTestId('core-lost').innerText()).toContain('Waiting until it answers again')
    const again = await startServe(profile, ['--port', new URL(serve.url).port])
    onTestFinished(() => again.end())
    await page.getByTestId('core-lost').getByText('does not know this window any more').waitFor()
    await page.goto(again.url)
    await page.getByTestId('sign-in-form').waitFor()
    expect(await page.getByTestId('sign-in-username').inputValue()).toBe('admin')
  })

  it('is said in the language of the operator', async () => {
    const { page, serve } = await openDesk({ language: 'zh-CN' })
    await page.getByTestId('site-form').waitFor()
    await serve.kill()
    await page.getByTestId('core-lost').getByText('此窗口与 Watchpost 核心失去连接').waitFor()
    expect(await shownText(page, 'core-reload')).toBe('重新加载')
  })
})

/** `connected`, or the system's code for why not. */
function connectionTo(host: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, host, () => {
      socket.destroy()
      resolve('connected')
    })
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
  })
}

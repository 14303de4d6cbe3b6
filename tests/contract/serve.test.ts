/** The client under plain Node as others start it: by its command line, and with a window of a real browser. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { findChromium } from '../../electron/host/node/chromium.ts'
import { websocketPipe } from '../../electron/host/node/pipe.ts'
import { startNodeHost } from '../../electron/host/node/start-node-host.ts'
import { contract } from '../../shared/contract/index.ts'
import { connect, type Client } from '../../shared/wire.ts'
import { openSocket } from '../support/loopback.ts'
import { tempFolder } from '../support/temp-folder.ts'

const SERVE = path.join(import.meta.dirname, '../../electron/serve.ts')

function makePage(): { rendererFolder: string; profile: string } {
  const folder = tempFolder()
  mkdirSync(path.join(folder, 'renderer'))
  writeFileSync(path.join(folder, 'renderer/index.html'), '<!doctype html><title>page</title>')
  return { rendererFolder: path.join(folder, 'renderer'), profile: path.join(folder, 'profile') }
}

function runServe(...args: string[]) {
  const child = spawn(process.execPath, [SERVE, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const firstLine = once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, errors }))
  return { child, firstLine, ended }
}

async function openClient(url: string): Promise<Client<typeof contract>> {
  const { origin } = new URL(url)
  const answer = await fetch(url, { redirect: 'manual' })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const socket = await openSocket(`${origin.replace('http', 'ws')}/pipe`, { cookie, origin })
  if (!(socket instanceof WebSocket)) throw new Error(`the upgrade was refused with ${socket}`)
  return connect(contract, websocketPipe(socket))
}

describe('npm run serve', () => {
  it('prints its address first, serves the core, and leaves cleanly when told', async () => {
    const { rendererFolder, profile } = makePage()
    const demo = { siteId: 'demo', name: 'Demo', address: 'http://127.0.0.1:9', username: 'a', password: 'b' }
    const run = runServe('--json', '--profile', profile, '--renderer', rendererFolder, '--demo', JSON.stringify(demo))
    const { url } = JSON.parse(await run.firstLine) as { url: string }
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/)
    const client = await openClient(url)
    expect(await client.app.info({})).toMatchObject({ host: 'node', secrets: 'file', demo: { siteId: 'demo' } })
    expect((await client.sites.list({})).sites).toMatchObject([{ id: 'demo', address: 'http://127.0.0.1:9' }])
    run.child.kill('SIGTERM')
    expect(await run.ended).toEqual({ code: 0, errors: '' })
  })

  it.each([
    [['--port', 'x'], '--port takes a number'],
    [['--port', '70000'], '--port takes a number'],
    [['--demo', '{}'], '--demo takes siteId'],
    [['--nonsense'], '--nonsense'],
  ])('says in a sentence what it does not understand: %j', async (args, sentence) => {
    const { rendererFolder, profile } = makePage()
    const run = runServe('--profile', profile, '--renderer', rendererFolder, ...args)
    void run.firstLine.catch(() => undefined)
    const { code, errors } = await run.ended
    expect(code).toBe(1)
    expect(errors).toContain(sentence)
    expect(errors).not.toMatch(/\n\s+at /)
  })
})

describe.runIf(process.platform === 'linux' && findChromium() !== undefined)('a window of a real browser', () => {
  it('is counted in the usage, and its end is noticed', async () => {
    const { rendererFolder, profile } = makePage()
    const host = await startNodeHost({
      port: 0,
      profile,
      rendererFolder,
      window: { chromium: findChromium() ?? '', extraFlags: ['--headless=new', '--disable-gpu'] },
    })
    onTestFinished(() => host.close())
    const client = await openClient(host.mintUrl())
    const usage = await new Promise((resolve) => client.on('app.usageMeasured', resolve))
    expect(usage).toMatchObject({ covers: 'all' })
    expect((usage as { memoryMb: number }).memoryMb).toBeGreaterThan(100)
    await host.close()
    expect(await host.windowEnded).toBe('closed')
  })

  it('that cannot open one is told apart from one that was closed', async () => {
    const { rendererFolder, profile } = makePage()
    const host = await startNodeHost({ port: 0, profile, rendererFolder, window: { chromium: '/bin/false' } })
    onTestFinished(() => host.close())
    expect(await host.windowEnded).toBe('failed')
    const missing = startNodeHost({
      port: 0,
      profile: tempFolder(),
      rendererFolder,
      window: { chromium: '/no/browser' },
    })
    await expect(missing).rejects.toThrow('/no/browser could not be started')
  })
})

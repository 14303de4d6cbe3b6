/**
 * `npm run demo`: the platform simulator with a living fleet and the client beside it, signed in by one click. Options:
 * `--devices N`, `--port P`, `--no-open`, `--json`. Ends when the window is closed or on Ctrl-C.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { builtNodeHost, ensureBuilt, OUT_RENDERER } from '../electron/build.ts'
import { hasDisplay } from '../electron/host/node/app-window.ts'
import { findChromium, installChromium } from '../electron/host/node/chromium.ts'
import { runUntilSignal } from '../electron/host/node/run-until-signal.ts'

const ROOT = path.join(import.meta.dirname, '..')
/** Kept between demos, so that the layout of the panes is there again. */
const PROFILE = path.join(ROOT, '.demo')
/** The pictures come from this machine itself, which Chromium otherwise hides and refuses. */
const LOOPBACK_MEDIA = ['--disable-features=WebRtcHideLocalIpsWithMdns', '--allow-loopback-in-peer-connection']

const say = (text: string): void => void process.stderr.write(`${text}\n`)

interface Simulator {
  url: string
  accounts: readonly { username: string; password: string }[]
  control: string
}

function startSimulator(devices: string): { child: ChildProcess; ready: Promise<Simulator> } {
  const program = path.join(import.meta.dirname, 'simulator/main.ts')
  const child = spawn(process.execPath, [program, '--json', '--port', '0', '--devices', devices], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Ctrl-C goes to the whole group of the terminal: the platform must outlive the client, which signs out there.
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  const ready = new Promise<Simulator>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line) as Simulator))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`The simulator ended at once (exit code ${code}).`)))
  })
  return { child, ready }
}

async function findBrowser(isWanted: boolean): Promise<string | undefined> {
  if (!isWanted) return undefined
  if (!hasDisplay()) {
    say('There is no display here, so no window is opened.')
    return undefined
  }
  return findChromium() ?? installChromium(say).catch((error: Error) => void say(error.message))
}

interface ClientOptions {
  port: number
  profile: string
  isOpening: boolean
  isJson: boolean
}

async function runClient(simulator: Simulator, { port, profile, isOpening, isJson }: ClientOptions): Promise<void> {
  const [account] = simulator.accounts
  if (!account) throw new Error('The simulator has no account.')
  const chromium = await findBrowser(isOpening)
  const { startNodeHost } = await builtNodeHost()
  const host = await startNodeHost({
    port,
    profile,
    rendererFolder: OUT_RENDERER,
    demo: { siteId: 'demo', name: 'Demo', address: simulator.url, ...account },
    ...(chromium ? { window: { chromium, extraFlags: LOOPBACK_MEDIA } } : {}),
    log: (level, text) => level !== 'info' && say(`${level}: ${text}`),
  })
  const { accounts, control, url: platform } = simulator
  if (isJson)
    process.stdout.write(`${JSON.stringify({ url: host.url, platform, accounts, control })}
`)
  else {
    say(`The simulated platform is ${simulator.url}, account ${account.username} / ${account.password}.`)
    if (chromium) say('The demo runs in its own window; closing it ends the demo.')
    else say(`Open this address, good once, in Chromium started with ${LOOPBACK_MEDIA.join(' ')}: ${host.url}`)
  }
  await runUntilSignal(host)
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      devices: { type: 'string', default: '100' },
      port: { type: 'string', default: '0' },
      profile: { type: 'string', default: PROFILE },
      'no-open': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  await ensureBuilt(say)
  const { child, ready } = startSimulator(values.devices)
  // Whatever ends us, no simulator stays behind.
  process.on('exit', () => child.kill('SIGTERM'))
  await runClient(await ready, {
    port: Number(values.port),
    profile: values.profile,
    isOpening: !values['no-open'],
    isJson: values.json,
  })
}

try {
  await main()
  process.exit(0)
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exit(1)
}

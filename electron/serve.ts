/**
 * The client under plain Node: `npm run serve -- --port P --profile DIR --json`. Without Electron, without a desktop
 * login, and in every end-to-end test.
 */
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { builtNodeHost, ensureBuilt, OUT_RENDERER, type NodeHost } from './build.ts'
import type { Demo } from './core/core.ts'
import { readWallArguments, WALL_OPTIONS } from './host/common/wall-arguments.ts'
import { hasDisplay } from './host/node/app-window.ts'
import { findChromium } from './host/node/chromium.ts'
import { defaultProfile } from './host/node/default-profile.ts'
import { runUntilSignal } from './host/node/run-until-signal.ts'
import type { RunningNodeHost, StartOptions } from './host/node/start-node-host.ts'

const say = (text: string): void => void process.stdout.write(`${text}\n`)

function readDemo(text: string | undefined): Demo | undefined {
  if (text === undefined) return undefined
  const names = ['siteId', 'name', 'address', 'username', 'password'] as const
  const value = JSON.parse(text) as Partial<Record<string, unknown>>
  if (names.some((name) => typeof value[name] !== 'string'))
    throw new Error(`--demo takes ${names.join(', ')} as JSON.`)
  return value as unknown as Demo
}

function readPort(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65535) throw new Error(`--port takes a number from 0 to 65535, not "${text}".`)
  return port
}

function readWindow(isWanted: boolean): StartOptions['window'] {
  if (!isWanted) return undefined
  if (!hasDisplay()) throw new Error('--open needs a display, and this session has none.')
  const chromium = findChromium()
  if (chromium === undefined) throw new Error('--open needs Chromium, Chrome or Edge; name one in WATCHPOST_CHROMIUM.')
  return { chromium }
}

/** On a terminal each Enter prints a new address, for a second browser or after the first was used up. */
function offerNewAddresses(host: RunningNodeHost): void {
  if (!process.stdin.isTTY) return
  const lines = createInterface({ input: process.stdin })
  lines.on('line', () => say(host.mintUrl()))
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  process.stdin.unref()
}

/** A page of one's own is for trying things: then the sources are what runs. */
async function loadHost(isBuilt: boolean): Promise<NodeHost> {
  if (!isBuilt) return await import('./host/node/start-node-host.ts')
  await ensureBuilt((text) => process.stderr.write(`${text}\n`))
  return await builtNodeHost()
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      profile: { type: 'string', default: defaultProfile() },
      renderer: { type: 'string' },
      downloads: { type: 'string' },
      demo: { type: 'string' },
      open: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      ...WALL_OPTIONS,
    },
  })
  const demo = readDemo(values.demo)
  const window = readWindow(values.open)
  const wall = readWallArguments(values)
  if (wall && !window && (wall.monitor !== undefined || wall.kiosk))
    throw new Error('--monitor and --kiosk need --open: a window of its own.')
  const { startNodeHost } = await loadHost(values.renderer === undefined)
  const host = await startNodeHost({
    port: readPort(values.port),
    profile: values.profile,
    downloads: values.downloads,
    rendererFolder: values.renderer ?? OUT_RENDERER,
    ...(demo ? { demo } : {}),
    ...(window ? { window } : {}),
    wall,
    log: (level, text) => level !== 'info' && process.stderr.write(`${level}: ${text}\n`),
  })
  if (values.json) say(JSON.stringify({ url: host.url }))
  else say(`Watchpost runs. Open this address, good once and for ten minutes (Enter prints a new one): ${host.url}`)
  offerNewAddresses(host)
  await runUntilSignal(host)
}

try {
  await main()
  process.exit(0)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

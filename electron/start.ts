/**
 * `npm start`: the desktop client. In Electron where its runtime is there or can be had; else the same client in
 * Chromium's app window, said in one line. Never fails because of a download.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { builtNodeHost, ensureBuilt, OUT_RENDERER } from './build.ts'
import { ELECTRON_PACKAGE, electronProgram } from './electron-runtime.ts'
import { readWallArguments, WALL_OPTIONS, type WallArguments } from './host/common/wall-arguments.ts'
import { hasDisplay } from './host/node/app-window.ts'
import { findChromium, installChromium } from './host/node/chromium.ts'
import { defaultProfile } from './host/node/default-profile.ts'
import { runUntilSignal } from './host/node/run-until-signal.ts'

const ROOT = path.join(import.meta.dirname, '..')
const DOWNLOAD_BOUND_MS = 120_000
/** Behind a closed network each try costs the whole bound; not at every start. */
const RETRY_AFTER_MS = 24 * 3_600_000

const say = (text: string): void => void process.stdout.write(`${text}\n`)

function downloadRuntime(): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(ELECTRON_PACKAGE, 'install.js')], {
      stdio: 'ignore',
      timeout: DOWNLOAD_BOUND_MS,
      killSignal: 'SIGKILL',
    })
    child.once('error', () => resolve())
    child.once('close', () => resolve())
  })
}

async function findElectron(): Promise<string | undefined> {
  const present = electronProgram()
  if (present !== undefined || !existsSync(path.join(ELECTRON_PACKAGE, 'install.js'))) return present
  const failure = path.join(defaultProfile(), 'no-electron-runtime')
  const failedAt = statSync(failure, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity
  if (Date.now() - failedAt < RETRY_AFTER_MS) return undefined
  say('Fetching the Electron runtime (once; at most two minutes) …')
  await downloadRuntime()
  const program = electronProgram()
  if (program === undefined) {
    mkdirSync(path.dirname(failure), { recursive: true, mode: 0o700 })
    writeFileSync(failure, 'The download of the Electron runtime failed; npm start tries again a day after.\n')
  }
  return program
}

/** Resolves with the exit code, or undefined when the program could not start (a missing system library, for one). */
function runElectron(program: string, args: readonly string[]): Promise<number | undefined> {
  const startedAt = performance.now()
  return new Promise((resolve) => {
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const child = spawn(program, [...asRoot, ROOT, ...args], { stdio: 'inherit' })
    const forward = (signal: NodeJS.Signals): void => void child.kill(signal)
    process.on('SIGINT', forward).on('SIGTERM', forward)
    child.once('error', () => resolve(undefined))
    child.once('close', (code) => {
      process.off('SIGINT', forward).off('SIGTERM', forward)
      // 127 is the loader's: a library of the system is missing.
      resolve(code === 127 && performance.now() - startedAt < 5000 ? undefined : (code ?? 1))
    })
  })
}

async function runInChromium(wall: WallArguments | undefined): Promise<void> {
  const chromium = findChromium() ?? (await installChromium(say).catch((error: Error) => void say(error.message)))
  const canOpen = chromium !== undefined && hasDisplay()
  const { startNodeHost } = await builtNodeHost()
  const host = await startNodeHost({
    port: 0,
    profile: defaultProfile(),
    rendererFolder: OUT_RENDERER,
    ...(canOpen ? { window: { chromium } } : {}),
    wall: checkWindow(wall, canOpen),
    log: (level, text) => level !== 'info' && process.stderr.write(`${level}: ${text}\n`),
  })
  if (!canOpen)
    say(
      `${hasDisplay() ? 'Open' : 'There is no display here; open'} this address in a browser of this machine: ${host.url}`,
    )
  await runUntilSignal(host)
}

/** Without a window of our own there is nothing to be put on a monitor. */
function checkWindow(wall: WallArguments | undefined, canOpen: boolean): WallArguments | undefined {
  if (wall && !canOpen && (wall.monitor !== undefined || wall.kiosk))
    throw new Error('--monitor and --kiosk need a display and a Chromium, Chrome or Edge.')
  return wall
}

try {
  const args = process.argv.slice(2)
  const { values } = parseArgs({ args, options: WALL_OPTIONS })
  const wall = readWallArguments(values)
  await ensureBuilt(say)
  const electron = hasDisplay() ? await findElectron() : undefined
  const code = electron === undefined ? undefined : await runElectron(electron, args)
  if (code === undefined) {
    say('No Electron runtime can be used here: the same client opens through Chromium.')
    await runInChromium(wall)
  }
  process.exit(code ?? 0)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

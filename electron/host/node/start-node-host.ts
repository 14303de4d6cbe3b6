/** The core under plain Node with its loopback server and, when asked, its window. What `serve`, `start`, the demo and the tests run. */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import program from '../../../package.json' with { type: 'json' }
import { createCore, type Demo } from '../../core/core.ts'
import { endsWithin } from '../common/bounded.ts'
import { createLogFile, type Log } from '../common/log-file.ts'
import { requireMonitor } from '../common/monitors.ts'
import { requireLayout, wallRoute, type WallArguments } from '../common/wall-arguments.ts'
import { launchAppWindow, type AppWindow } from './app-window.ts'
import { findMonitors } from './find-monitors.ts'
import { createNodeHost } from './host.ts'
import { lockProfile } from './profile-lock.ts'
import { startLoopbackServer, type LoopbackServer } from './server.ts'

/** How long leaving may take: the open dialogs are closed at the platform, which may not answer. */
const LEAVE_BOUND_MS = 5000

export interface StartOptions {
  /** 0 picks one. */
  port: number
  /** Folder of everything this client keeps; made when missing. */
  profile: string
  /** The built renderer. */
  rendererFolder: string
  /** A platform to offer at the sign-in screen with one click. */
  demo?: Demo
  /** Opens the page in a window of this browser. */
  window?: { chromium: string; extraFlags?: readonly string[] }
  /** The page begins as one layout of the wall. Checked: fails with the names and monitors there are. */
  wall?: WallArguments | undefined
  /** Where files go, instead of the downloads of this system. */
  downloads?: string | undefined
  /** Beside the log file of the profile. */
  log?: Log
}

export interface RunningNodeHost {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  /** An address with its token, good once. */
  readonly url: string
  mintUrl(): string
  readonly log: Log
  /** When the window's browser has ended; undefined when no window was asked for. */
  readonly windowEnded: Promise<'closed' | 'failed'> | undefined
  /** Closes what the core has open at the platform, then everything else; bounded in time. */
  close(): Promise<void>
}

/** Fails with a sentence when the profile is in use, the port taken or the browser not startable. */
export async function startNodeHost(options: StartOptions): Promise<RunningNodeHost> {
  const profile = path.resolve(options.profile)
  await mkdir(profile, { recursive: true, mode: 0o700 })
  const first = await firstWindow(options.wall, profile)
  const unlock = await lockProfile(profile)
  const log = both(createLogFile(path.join(profile, 'logs')), options.log)
  const opened: { window?: AppWindow; server?: LoopbackServer } = {}
  const openWindow = (route: string): Promise<void> => {
    if (opened.server) opened.window?.openAnother(`${opened.server.mintUrl()}#${route}`)
    return Promise.resolve()
  }
  const host = await createNodeHost({
    dataFolder: profile,
    version: program.version,
    downloadsFolder: options.downloads && path.resolve(options.downloads),
    log,
    ...(options.window ? { openWindow } : {}),
    ...(first.kiosk ? { leaveKiosk: () => opened.window?.close() } : {}),
    browserPid: () => opened.window?.pid,
  })
  const core = await createCore(host, options.demo ? { demo: options.demo } : {})
  const close = async (): Promise<void> => {
    opened.window?.close()
    if (!(await endsWithin(core.dispose(), LEAVE_BOUND_MS)))
      log('warn', 'The platform did not answer in time while leaving.')
    await opened.server?.close()
    await unlock()
  }
  try {
    const server = await startLoopbackServer({ ...options, serve: core.serve, media: core.media, file: core.file, log })
    opened.server = server
    const mintUrl = (): string => `${server.mintUrl()}${first.hash}`
    if (options.window) {
      const window = await launchAppWindow({ ...options.window, ...first, url: mintUrl(), profile })
      opened.window = window
      void window.ended.then(() => delete opened.window)
    }
    const { origin } = server
    return { origin, url: mintUrl(), mintUrl, log, windowEnded: opened.window?.ended, close: once(close) }
  } catch (error) {
    await close()
    throw error
  }
}

/** Where the page begins, and on which monitor. */
async function firstWindow(wall: WallArguments | undefined, profile: string) {
  if (!wall) return { hash: '', kiosk: false }
  requireLayout(wall, profile)
  const monitor = wall.monitor === undefined ? undefined : requireMonitor(wall.monitor, await findMonitors()).bounds
  return { hash: `#${wallRoute(wall)}`, kiosk: wall.kiosk, monitor }
}

function both(first: Log, second: Log | undefined): Log {
  return (level, text) => {
    first(level, text)
    second?.(level, text)
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => (running ??= work())
}

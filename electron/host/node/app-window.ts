/** Our page in a window of its own: Chromium's app mode, with a browser profile that belongs to ours. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import type { Rectangle } from '../common/window-places.ts'

export interface AppWindowOptions {
  chromium: string
  url: string
  /** Folder of the program's profile; the browser gets a folder in it. */
  profile: string
  extraFlags?: readonly string[]
  /** Where its first window is opened, full screen; without it where it stood last. */
  monitor?: Rectangle | undefined
  /** Full screen without a way out but our own. */
  kiosk?: boolean
}

export interface AppWindow {
  readonly pid: number
  /** When the browser has ended: `closed` by the operator (its last window) or by us, `failed` when it never got so far. */
  readonly ended: Promise<'closed' | 'failed'>
  close(): void
  /** One more window of the same browser. */
  openAnother(url: string): void
}

/** A browser that gives up by itself so soon had no display it could use, or misses a library. */
const FAILURE_WITHIN_MS = 10_000

/** False on a Linux without a desktop: there is nothing to open a window on. */
export function hasDisplay(environment: Readonly<Record<string, string | undefined>> = process.env): boolean {
  if (process.platform !== 'linux') return true
  return Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY'])
}

/** Rejects when the program cannot be started. */
export async function launchAppWindow(options: AppWindowOptions): Promise<AppWindow> {
  const start = (url: string) =>
    spawn(options.chromium, [...appFlags(options), `--app=${url}`], { stdio: 'ignore', windowsHide: false })
  const child = start(options.url)
  const startedAt = performance.now()
  const ended = new Promise<'closed' | 'failed'>((resolve) => {
    child.once('close', (code) => {
      const isFailure = code !== null && code !== 0 && performance.now() - startedAt < FAILURE_WITHIN_MS
      resolve(isFailure ? 'failed' : 'closed')
    })
  })
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', (error) => reject(new Error(`${options.chromium} could not be started: ${error.message}`)))
  })
  return {
    pid: child.pid ?? 0,
    ended,
    close: () => child.kill('SIGTERM'),
    openAnother: (url) =>
      start(url)
        .once('error', () => undefined)
        .unref(),
  }
}

function appFlags({ profile, extraFlags = [], monitor, kiosk = false }: AppWindowOptions): readonly string[] {
  return [
    `--user-data-dir=${path.join(profile, 'browser')}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-extensions',
    '--disable-sync',
    '--password-store=basic',
    // Pictures start by themselves, and those of a covered window must go on: the watchdog cannot tell a throttled page from a frozen stream.
    '--autoplay-policy=no-user-gesture-required',
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    ...placeFlags(monitor, kiosk),
    // Chromium refuses to start its sandbox as root (containers, wall displays). The page it shows is ours alone.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...extraFlags,
  ]
}

/** Only X11 lets a window be put on a monitor; Wayland decides by itself. */
function placeFlags(monitor: Rectangle | undefined, kiosk: boolean): readonly string[] {
  const full = kiosk ? ['--kiosk'] : monitor ? ['--start-fullscreen'] : []
  if (!monitor) return [...full, '--window-size=1600,950', '--ozone-platform-hint=auto']
  const { x, y, width, height } = monitor
  const x11 = process.platform === 'linux' ? ['--ozone-platform=x11'] : []
  return [...full, ...x11, `--window-position=${x},${y}`, `--window-size=${width},${height}`]
}

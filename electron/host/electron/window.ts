/** A window of ours: hardened, where it stood last time, reloaded once when its page crashes. */
import { app, BrowserWindow, dialog, screen } from 'electron'
import type { Scope } from '../../../shared/disposables.ts'
import type { Pipe } from '../../../shared/wire.ts'
import type { MediaPipe } from '../../core/host.ts'
import type { Log } from '../common/log-file.ts'
import { fitPlace, monitorKey, type Places, type Rectangle } from '../common/window-places.ts'
import { APP_URL } from './origin.ts'
import { serveMedia } from './media-pipe.ts'
import { servePage } from './pipe.ts'

export interface WindowOptions {
  /** Route of the page, after the `#`. */
  route: string
  preload: string
  places: Places
  serve: (pipe: Pipe) => Scope
  media: (ticket: string, pipe: MediaPipe) => void
  log: Log
  devTools: boolean
  /** A monitor of its own, full screen; without it where it stood last. */
  monitor?: Rectangle | undefined
  /** Full screen, and closed only by `leaveKiosk` or with the program. */
  kiosk?: boolean
}

const kiosks = new Set<BrowserWindow>()
let isQuitting = false

/** A second crash within this time is no accident: the operator decides. */
const CRASH_WINDOW_MS = 60_000

export function openAppWindow(options: WindowOptions): BrowserWindow {
  const { preload, places, route, devTools } = options
  const key = (): string => `${route || 'main'} | ${monitorKey(screen.getAllDisplays())}`
  const fitted = fitPlace(places.get(key()), screen.getAllDisplays())
  const place = options.monitor ? { ...fitted, ...options.monitor, maximized: false, fullscreen: true } : fitted
  const { x, y, width, height } = place
  const window = new BrowserWindow({
    ...{ x, y, width, height, minWidth: 960, minHeight: 600 },
    show: false,
    kiosk: options.kiosk ?? false,
    title: 'Watchpost',
    backgroundColor: '#14171c',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools,
      // Pictures start by themselves, and go on behind another window: the watchdog must not take throttling for a freeze.
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: false,
    },
  })
  if (place.maximized) window.maximize()
  if (place.fullscreen) window.setFullScreen(true)
  window.once('ready-to-show', () => window.show())
  if (options.kiosk) keepOpen(window)
  else rememberPlace(window, places, key)
  servePage(window.webContents, options.serve, options.log)
  serveMedia(window.webContents, options.media, options.log)
  reloadAfterCrash(window, options.log)
  void window.loadURL(route ? `${APP_URL}#${route}` : APP_URL)
  return window
}

/** Alt+F4 and the like close no wall; the operator leaves by the page, which asks first. */
function keepOpen(window: BrowserWindow): void {
  kiosks.add(window)
  window.on('close', (event) => !isQuitting && event.preventDefault())
  window.once('closed', () => kiosks.delete(window))
  app.once('before-quit', () => (isQuitting = true))
}

export function leaveKiosk(): void {
  for (const window of kiosks) window.destroy()
}

function rememberPlace(window: BrowserWindow, places: Places, key: () => string): void {
  const save = (): void => places.set(key(), asPlace(window))
  window.on('resized', save)
  window.on('moved', save)
  window.on('close', save)
  const fit = (): void => window.setBounds(fitPlace(places.get(key()) ?? asPlace(window), screen.getAllDisplays()))
  screen.on('display-added', fit)
  screen.on('display-removed', fit)
  window.once('closed', () => {
    screen.off('display-added', fit)
    screen.off('display-removed', fit)
  })
}

function asPlace(window: BrowserWindow): ReturnType<typeof fitPlace> {
  return { ...window.getNormalBounds(), maximized: window.isMaximized(), fullscreen: window.isFullScreen() }
}

function reloadAfterCrash(window: BrowserWindow, log: Log): void {
  let lastCrashAt = -Infinity
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    log('error', `the page ended: ${reason} (${exitCode})`)
    const isRepeated = performance.now() - lastCrashAt < CRASH_WINDOW_MS
    lastCrashAt = performance.now()
    if (isRepeated) void askAfterCrash(window)
    else window.webContents.reload()
  })
}

async function askAfterCrash(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window crashed twice within a minute.\n窗口在一分钟内两次崩溃。',
    buttons: ['Load again · 重新加载', 'Close · 关闭'],
  })
  if (window.isDestroyed()) return
  if (response === 0) window.webContents.reload()
  else window.close()
}

/** The desktop program: one instance, hardened before anything is shown, the same core as everywhere. */
import path from 'node:path'
import { app, BrowserWindow, dialog, Menu, session } from 'electron'
import { createCore } from './core/core.ts'
import type { WindowWish } from './core/host.ts'
import { endsWithin } from './host/common/bounded.ts'
import { createLogFile } from './host/common/log-file.ts'
import { requireMonitor } from './host/common/monitors.ts'
import { requireLayout, wallArgumentsOf, wallRoute, type WallArguments } from './host/common/wall-arguments.ts'
import { openPlaces } from './host/common/window-places.ts'
import { displays } from './host/electron/displays.ts'
import { createElectronHost, focusWindow } from './host/electron/host.ts'
import { lockNavigation } from './host/electron/navigation.ts'
import { denyByDefault } from './host/electron/permissions.ts'
import { registerScheme, serveRenderer } from './host/electron/protocol.ts'
import { openAppWindow } from './host/electron/window.ts'

/** How long leaving may take: the open dialogs are closed at the platform, which may not answer. */
const LEAVE_BOUND_MS = 5000

async function run(): Promise<void> {
  const dataFolder = path.join(app.getPath('userData'), 'watchpost')
  const log = createLogFile(path.join(dataFolder, 'logs'))
  process.on('unhandledRejection', (reason) => log('error', String(reason instanceof Error ? reason.stack : reason)))
  await app.whenReady()
  if (app.isPackaged) Menu.setApplicationMenu(null)
  denyByDefault(session.defaultSession)
  serveRenderer(path.join(import.meta.dirname, '../renderer'), (request, signal) => core.file(request, signal))
  const places = openPlaces(dataFolder)
  const open = (route: string, { monitor, kiosk = false }: WindowWish = {}): void =>
    void openAppWindow({
      route,
      kiosk,
      monitor: monitor === undefined ? undefined : requireMonitor(monitor, displays()).bounds,
      preload: path.join(import.meta.dirname, 'preload.cjs'),
      places,
      serve: core.serve,
      media: core.media,
      log,
      devTools: !app.isPackaged,
    })
  const windows = (): readonly BrowserWindow[] => BrowserWindow.getAllWindows()
  const programFolder = import.meta.dirname
  const host = await createElectronHost({ dataFolder, programFolder, log, windows, openWindow: open })
  const core = await createCore(host)
  leaveCleanly(() => core.dispose())
  const openWall = (wall: WallArguments): void => {
    requireLayout(wall, dataFolder)
    open(wallRoute(wall), wall)
  }
  app.on('second-instance', (_event, argv) => {
    try {
      const wall = wallArgumentsOf(argv.slice(1))
      if (wall) openWall(wall)
      else focusWindow(windows()[0])
    } catch (error) {
      sayError(error)
    }
  })
  const wall = wallArgumentsOf(process.argv.slice(1))
  if (wall) openWall(wall)
  else open('')
}

/** For whoever started it on a command line, and for whoever clicked. */
function sayError(error: unknown): void {
  const text = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${text}\n`)
  dialog.showErrorBox('Watchpost', text)
}

function leaveCleanly(dispose: () => Promise<void>): void {
  let isLeaving = false
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (isLeaving) return
    isLeaving = true
    event.preventDefault()
    void endsWithin(dispose(), LEAVE_BOUND_MS).then(() => app.exit(0))
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit())
}

app.enableSandbox()
// Under Wayland shortcuts are the desktop's to give.
app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal')
registerScheme()
lockNavigation(app)
if (app.requestSingleInstanceLock()) {
  run().catch((error: unknown) => {
    sayError(error)
    app.exit(1)
  })
} else {
  app.quit()
}

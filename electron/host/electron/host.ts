/** The shell around the core inside Electron. */
import { basename } from 'node:path'
import { app, dialog, Notification, powerMonitor, session, shell, type BrowserWindow } from 'electron'
import { AppError } from '../../../shared/errors.ts'
import type { Host, PowerEvent, WindowWish } from '../../core/host.ts'
import { requireFile, requireOpenable } from '../common/openable.ts'
import { httpsOnly } from '../common/external-url.ts'
import type { Log } from '../common/log-file.ts'
import { monitorFacts } from '../common/monitors.ts'
import { showBadge } from './badge.ts'
import { displays, keepAwake } from './displays.ts'
import { hookFilesIn } from './keys/watch-held.ts'
import { createKeyWatcher } from './keys/watch-keys.ts'
import { openSecrets } from './secrets.ts'
import { createUsage } from './usage.ts'
import { leaveKiosk } from './window.ts'

export interface ElectronHostOptions {
  dataFolder: string
  /** Where the bundled main lies, and what goes with it. */
  programFolder: string
  log: Log
  /** The windows that are open now. */
  windows: () => readonly BrowserWindow[]
  openWindow: (route: string, wish?: WindowWish) => void
}

const POWER: readonly (readonly ['suspend' | 'resume' | 'lock-screen' | 'unlock-screen', PowerEvent])[] = [
  ['suspend', 'suspend'],
  ['resume', 'resume'],
  ['lock-screen', 'lock'],
  ['unlock-screen', 'unlock'],
]

/** After the app is ready: keyring and notifications cannot be asked before. */
export async function createElectronHost(options: ElectronHostOptions): Promise<Host> {
  const { dataFolder, programFolder, log, windows, openWindow } = options
  return {
    kind: 'electron',
    version: app.getVersion(),
    capabilities: {
      notifications: Notification.isSupported(),
      badge: true,
      flash: true,
      dialogs: true,
      windows: true,
      powerEvents: true,
      files: true,
      keepAwake: true,
      keys: true,
    },
    dataFolder,
    downloadsFolder: app.getPath('downloads'),
    secrets: await openSecrets(dataFolder, log),
    notify: createNotify(windows),
    badge: async (count) => showBadge(count, windows()),
    flash: async () => windows().forEach(flashUntilFocus),
    async chooseSavePath({ suggestedName }) {
      const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: basename(suggestedName) })
      return canceled ? undefined : filePath
    },
    async choosePaths({ multiple, folders }) {
      const kind = folders ? 'openDirectory' : 'openFile'
      const { filePaths } = await dialog.showOpenDialog({ properties: multiple ? [kind, 'multiSelections'] : [kind] })
      return filePaths
    },
    openExternal: async (url) => shell.openExternal(httpsOnly(url)),
    openPath,
    async showInFolder(file) {
      await requireFile(file)
      shell.showItemInFolder(file)
    },
    openWindow: async (route, wish) => openWindow(route, wish),
    monitors: async () => displays().map(monitorFacts),
    keepAwake: async (on) => keepAwake(on),
    leaveKiosk: async () => leaveKiosk(),
    watchKeys: createKeyWatcher({ files: hookFilesIn(programFolder), environment: process.env, log }),
    onPower(listener) {
      const offs = POWER.map(([name, event]) => {
        const tell = (): void => listener(event)
        // One overload per event name, so a name from a list fits none of them by itself.
        powerMonitor.on(name as 'suspend', tell)
        return () => powerMonitor.off(name as 'suspend', tell)
      })
      return () => offs.forEach((off) => off())
    },
    proxyFor: (url) => session.defaultSession.resolveProxy(url),
    usage: createUsage(),
    log,
  }
}

/** Electron says why it could not as a text. */
async function openPath(file: string): Promise<void> {
  await requireOpenable(file)
  const reason = await shell.openPath(file)
  if (reason !== '') throw new AppError('unsupported', { operation: 'openPath', reason })
}

function createNotify(windows: () => readonly BrowserWindow[]): Host['notify'] {
  // Held until it is gone: a notification that is collected loses its click.
  const shown = new Set<Notification>()
  return async (message) => {
    const notification = new Notification(message)
    shown.add(notification)
    notification.on('close', () => shown.delete(notification))
    notification.on('click', () => {
      shown.delete(notification)
      focusWindow(windows()[0])
    })
    notification.show()
  }
}

export function focusWindow(window: BrowserWindow | undefined): void {
  if (window?.isMinimized()) window.restore()
  window?.show()
  window?.focus()
}

function flashUntilFocus(window: BrowserWindow): void {
  if (window.isFocused()) return
  window.flashFrame(true)
  window.once('focus', () => window.flashFrame(false))
}

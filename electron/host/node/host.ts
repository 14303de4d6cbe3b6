/** The shell around the core when there is no Electron: plain Node, with a browser as the window. */
import { mkdir } from 'node:fs/promises'
import { AppError } from '../../../shared/errors.ts'
import type { Host } from '../../core/host.ts'
import { httpsOnly } from '../common/external-url.ts'
import type { Log } from '../common/log-file.ts'
import { requireFile, requireOpenable } from '../common/openable.ts'
import { openSecretFile } from '../common/secret-file.ts'
import { proxyFromEnvironment } from './proxy.ts'
import { downloadsFolder } from './downloads-folder.ts'
import { canOpenFiles, openFile, openUrl, showFile } from './open-outside.ts'
import { createUsage } from './usage.ts'

export interface NodeHostOptions {
  /** Absolute; made when missing. */
  dataFolder: string
  version: string
  /** Instead of the one of this system. */
  downloadsFolder?: string | undefined
  log: Log
  /** Given when there is a browser of our own to open windows in. */
  openWindow?: (route: string) => Promise<void>
  /** Given when that window is a kiosk: closes it. */
  leaveKiosk?: () => void
  /** Process of that browser while it runs. */
  browserPid?: () => number | undefined
}

export async function createNodeHost(options: NodeHostOptions): Promise<Host> {
  const { dataFolder, version, log, openWindow } = options
  const canOpen = canOpenFiles()
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  return {
    kind: 'node',
    version,
    capabilities: {
      notifications: false,
      badge: false,
      flash: false,
      dialogs: false,
      windows: openWindow !== undefined,
      powerEvents: false,
      files: canOpen,
      keepAwake: false,
      keys: false,
    },
    dataFolder,
    downloadsFolder: options.downloadsFolder ?? downloadsFolder(),
    secrets: await openSecretFile({ folder: dataFolder, log }),
    notify: () => unsupported('notify'),
    badge: () => unsupported('badge'),
    flash: () => unsupported('flash'),
    chooseSavePath: () => unsupported('chooseSavePath'),
    choosePaths: () => unsupported('choosePaths'),
    openExternal: async (url) => openUrl(httpsOnly(url)),
    openPath: async (file) => {
      await requireOpenable(file)
      await (canOpen ? openFile(file) : unsupported('openPath'))
    },
    showInFolder: async (file) => {
      await requireFile(file)
      await (canOpen ? showFile(file) : unsupported('showInFolder'))
    },
    openWindow: openWindow ?? (() => unsupported('openWindow')),
    // Another window of a browser that runs cannot be told where to open.
    monitors: () => Promise.resolve([]),
    keepAwake: () => unsupported('keepAwake'),
    leaveKiosk: () => Promise.resolve(options.leaveKiosk ? options.leaveKiosk() : unsupported('leaveKiosk')),
    watchKeys: () => unsupported('watchKeys'),
    onPower: () => () => undefined,
    proxyFor: (url) => Promise.resolve(proxyFromEnvironment(url, process.env)),
    usage: createUsage(options.browserPid ?? (() => undefined)),
    log,
  }
}

function unsupported(operation: string): Promise<never> {
  return Promise.reject(new AppError('unsupported', { operation, reason: 'this host has no way to do it' }))
}

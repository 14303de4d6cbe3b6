/** The shell around the core when there is no Electron: plain Node, with a browser as the window. */
import { spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { AppError } from '../../../shared/errors.ts'
import type { Host } from '../../core/host.ts'
import { httpsOnly } from '../common/external-url.ts'
import type { Log } from '../common/log-file.ts'
import { openSecretFile } from '../common/secret-file.ts'
import { proxyFromEnvironment } from './proxy.ts'
import { createUsage } from './usage.ts'

export interface NodeHostOptions {
  /** Absolute; made when missing. */
  dataFolder: string
  version: string
  log: Log
  /** Given when there is a browser of our own to open windows in. */
  openWindow?: (route: string) => Promise<void>
  /** Process of that browser while it runs. */
  browserPid?: () => number | undefined
}

export async function createNodeHost(options: NodeHostOptions): Promise<Host> {
  const { dataFolder, version, log, openWindow } = options
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
    },
    dataFolder,
    secrets: await openSecretFile({ folder: dataFolder, log }),
    notify: () => unsupported('notify'),
    badge: () => unsupported('badge'),
    flash: () => unsupported('flash'),
    chooseSavePath: () => unsupported('chooseSavePath'),
    choosePaths: () => unsupported('choosePaths'),
    openExternal: async (url) => openOutside(httpsOnly(url)),
    openWindow: openWindow ?? (() => unsupported('openWindow')),
    onPower: () => () => undefined,
    proxyFor: (url) => Promise.resolve(proxyFromEnvironment(url, process.env)),
    usage: createUsage(options.browserPid ?? (() => undefined)),
    log,
  }
}

function unsupported(operation: string): Promise<never> {
  return Promise.reject(new AppError('unsupported', { operation, reason: 'this host has no way to do it' }))
}

/** Without a shell: the address is one argument and stays one. */
function openOutside(url: string): Promise<void> {
  const [command, args] =
    process.platform === 'win32'
      ? (['rundll32', ['url.dll,FileProtocolHandler', url]] as const)
      : ([process.platform === 'darwin' ? 'open' : 'xdg-open', [url]] as const)
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true })
    child.once('error', () =>
      reject(new AppError('unsupported', { operation: 'openExternal', reason: `no ${command}` })),
    )
    child.once('spawn', () => {
      child.unref()
      resolve()
    })
  })
}

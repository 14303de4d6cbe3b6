import type { AppInfo } from '../../../shared/contract/app.ts'
import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import type { CoreEvents } from '../events.ts'
import type { Host } from '../host.ts'

const USAGE_EVERY_MS = 2_000

export function appHandlers(host: Host, demo: AppInfo['demo']): DomainHandlers<WatchpostContract, 'app'> {
  return {
    info: () => ({ version: host.version, host: host.kind, secrets: host.secrets.store, ...(demo ? { demo } : {}) }),
    openExternal: async ({ url }) => {
      if (!URL.canParse(url) || new URL(url).protocol !== 'https:') {
        throw new AppError('bad-input', { path: '/url', reason: 'not an https address' })
      }
      await host.openExternal(url)
      return null
    },
  }
}

/** Measures this client's own use of the machine as long as the core runs. Returns the off-function. */
export function measureUsage(host: Host, events: CoreEvents): () => void {
  const timer = setInterval(() => {
    host
      .usage()
      .then((usage) => events.emit('app.usageMeasured', usage))
      .catch((error: unknown) => host.log('warn', `usage: ${String(error)}`))
  }, USAGE_EVERY_MS)
  return () => clearInterval(timer)
}

import { KEPT_KINDS } from '../../../shared/contract/cache.ts'
import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { Host } from '../host.ts'
import { exportPath } from '../storage/export-file.ts'
import type { AccountDatabase } from './account-database.ts'
import type { RetentionKeeper } from './retention.ts'

export function cacheHandlers(
  database: AccountDatabase,
  retention: RetentionKeeper,
  host: Host,
): DomainHandlers<WatchpostContract, 'cache'> {
  return {
    state: () => database.state,
    async usage() {
      const { tables } = await database.ready()
      const kinds = await Promise.all(
        KEPT_KINDS.map(async (kind) => ({ kind, ...(await tables.upkeep.usage({ kind })) })),
      )
      return {
        kinds,
        fileBytes: database.state.fileBytes ?? 0,
        freeBytes: await tables.upkeep.freeBytes(),
        unsent: await tables.upkeep.unsent(),
        retention: await retention.read(),
      }
    },
    setRetention: (wanted) => retention.set(wanted).then(() => null),
    async exportCopy() {
      const target = await exportPath(host, `watchpost-${new Date().toISOString().slice(0, 10)}.db`)
      if (target === undefined) return null
      await database.copyTo(target)
      return { path: target }
    },
    wipe: () => database.wipe().then(() => null),
  }
}

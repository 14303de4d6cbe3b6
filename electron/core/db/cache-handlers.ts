import path from 'node:path'
import { KEPT_KINDS } from '../../../shared/contract/cache.ts'
import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { Host } from '../host.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { exportPath } from '../storage/export-file.ts'
import type { AccountDatabase } from './account-database.ts'
import type { RetentionKeeper } from './retention.ts'

export interface CacheServices {
  readonly database: AccountDatabase
  readonly retention: RetentionKeeper
  readonly ledger: Pick<Ledger, 'sound'>
}

export function cacheHandlers(
  { database, retention, ledger }: CacheServices,
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
      await ledger.sound.folder.copyTo(`${target.slice(0, -path.extname(target).length)} sound`)
      return { path: target }
    },
    async wipe() {
      // Its files must be closed before they can go.
      await ledger.sound.forgetAll()
      await database.wipe()
      return null
    },
  }
}

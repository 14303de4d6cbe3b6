import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { AccountDatabase } from './account-database.ts'

export function cacheHandlers(database: AccountDatabase): DomainHandlers<WatchpostContract, 'cache'> {
  return { state: () => database.state }
}

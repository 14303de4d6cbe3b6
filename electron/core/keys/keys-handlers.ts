import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { GlobalKeys } from './global-keys.ts'

export function keysHandlers(keys: GlobalKeys): DomainHandlers<WatchpostContract, 'keys'> {
  return {
    state: () => keys.state,
    watch: ({ codes }, { connection }) => {
      keys.watch(codes, connection)
      return null
    },
  }
}

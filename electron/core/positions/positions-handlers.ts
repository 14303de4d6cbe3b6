import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { Positions } from './positions.ts'

export function positionsHandlers(positions: Positions): DomainHandlers<WatchpostContract, 'positions'> {
  return {
    state: () => positions.state,
    read: ({ from, limit }) => positions.page(from, limit),
  }
}

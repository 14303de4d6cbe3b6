import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { Host } from '../host.ts'
import type { Walls } from './walls.ts'

export function wallsHandlers(walls: Walls, host: Host): DomainHandlers<WatchpostContract, 'walls'> {
  return {
    state: () => walls.state(),
    claim: ({ layoutId }, { connection }) => ({ claimId: walls.claim(layoutId, connection) }),
    open: ({ layoutId, monitor }) => walls.open(layoutId, monitor).then(() => null),
    recall: ({ layoutId }) => {
      walls.recall(layoutId)
      return null
    },
    keepAwake: ({ on }, { connection }) => {
      walls.keepAwake(on, connection)
      return null
    },
    leaveKiosk: () => host.leaveKiosk().then(() => null),
  }
}

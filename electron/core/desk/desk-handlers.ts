import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { Desk } from './desk.ts'

export function deskHandlers(desk: Desk): DomainHandlers<WatchpostContract, 'desk'> {
  return {
    missed: (input) => desk.missed(input),
    present: () => desk.present().then(() => null),
    caughtUp: () => desk.caughtUp().then(() => null),
  }
}

import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { Desk } from './desk.ts'

export function deskHandlers(desk: Desk): DomainHandlers<WatchpostContract, 'desk'> {
  return {
    missed: () => desk.pending(),
    present: () => desk.pending(),
    caughtUp: () => desk.pending(),
  }
}

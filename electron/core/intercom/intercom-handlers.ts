import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { Intercom } from './intercom.ts'

export function intercomHandlers(intercom: Intercom): DomainHandlers<WatchpostContract, 'intercom'> {
  return {
    open: (input, { connection, signal }) => intercom.open(input, connection, signal),
    close: ({ leaseId }, { connection }) => intercom.close(leaseId, connection).then(() => null),
    talk: ({ leaseId, isHeld }, { connection }) => intercom.talk(leaseId, isHeld, connection),
    keep: ({ leaseId }, { connection }) => {
      intercom.keep(leaseId, connection)
      return null
    },
    quiet: ({ leaseId, end }, { connection }) => {
      intercom.quiet(leaseId, end, connection)
      return null
    },
  }
}

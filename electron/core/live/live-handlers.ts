import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { Live } from './live.ts'

export function liveHandlers(live: Live): DomainHandlers<WatchpostContract, 'live'> {
  return {
    open: (input, { connection, signal }) => live.open(input, connection, signal),
    openStream: (input, { connection, signal }) => live.openStream(input, connection, signal),
    close: ({ leaseId }, { connection }) => live.close(leaseId, connection).then(() => null),
    dialogs: (_input, { connection }) => live.dialogsOf(connection),
  }
}

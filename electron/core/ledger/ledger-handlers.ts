import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { Host } from '../host.ts'
import type { Ledger } from './ledger.ts'
import { LedgerExport } from './ledger-export.ts'

export function ledgerHandlers(ledger: Ledger, host: Host): DomainHandlers<WatchpostContract, 'ledger'> {
  const file = new LedgerExport(ledger, host)
  return {
    list: (query) => ledger.list(query),
    exportCsv: ({ filter, language }, { signal }) => file.write(filter, language, signal),
  }
}

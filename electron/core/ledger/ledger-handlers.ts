import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { Host } from '../host.ts'
import type { Ledger } from './ledger.ts'
import { LedgerExport } from './ledger-export.ts'
import { saveSound } from './save-sound.ts'

export function ledgerHandlers(ledger: Ledger, host: Host): DomainHandlers<WatchpostContract, 'ledger'> {
  const { sound } = ledger
  const file = new LedgerExport(ledger, host)
  return {
    list: (query) => ledger.list(query),
    exportCsv: ({ filter, language }, { signal }) => file.write(filter, language, signal),
    soundKeeping: () => sound.state,
    keepSound: ({ isOn }) => sound.turn(isOn).then(() => null),
    speeches: () => sound.speeches(),
    takeSound: ({ speech, packets, isLast }, { connection }) =>
      sound.take(speech, packets, isLast, connection).then(() => null),
    saveSound: async ({ id }) => saveSound(sound, await ledger.one(id), host),
  }
}

import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { Alarms } from './alarms.ts'

export function alarmsHandlers(alarms: Alarms): DomainHandlers<WatchpostContract, 'alarms'> {
  return {
    state: () => alarms.state,
    counts: () => alarms.pending(),
    list: () => alarms.pending(),
    bundles: () => alarms.pending(),
    bundleKeys: () => alarms.pending(),
    card: () => alarms.pending(),
    handle: () => alarms.pending(),
    markSeen: () => alarms.pending(),
    claims: () => alarms.pending(),
    claim: () => alarms.pending(),
    levels: () => alarms.pending(),
    setLevels: () => alarms.pending(),
    report: () => alarms.pending(),
    fetchOlder: () => alarms.pending(),
    exportCsv: () => alarms.pending(),
  }
}

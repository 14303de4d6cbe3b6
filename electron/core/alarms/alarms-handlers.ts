import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { Host } from '../host.ts'
import { AlarmExport } from './alarm-export.ts'
import type { Alarms } from './alarms.ts'
import { ReportExport } from './report-export.ts'

export function alarmsHandlers(alarms: Alarms, host: Host): DomainHandlers<WatchpostContract, 'alarms'> {
  const csv = new AlarmExport(alarms, host)
  const reportCsv = new ReportExport(alarms, host)
  return {
    state: () => alarms.state,
    counts: () => alarms.counts(),
    list: (input) => alarms.list(input),
    bundles: (input) => alarms.bundles(input),
    bundleKeys: (input) => alarms.bundleKeys(input),
    card: ({ key }) => alarms.card(key),
    handle: (input, { signal }) => alarms.handle(input, signal),
    markSeen: (input) => alarms.markSeen('keys' in input ? input.keys : 'all').then(() => null),
    ringing: () => alarms.ringing(),
    claims: () => alarms.claims(),
    claim: ({ key, claimed }) => alarms.claim(key, claimed).then(() => null),
    levels: () => alarms.levels(),
    setLevels: ({ own }) => alarms.setLevels(own).then(() => null),
    report: (input) => alarms.report(input),
    fetchOlder: ({ from }, { signal }) => alarms.fetchOlder(from, signal),
    exportCsv: ({ filter, language }, { signal }) => csv.write(filter, language, signal),
    exportReport: ({ language, ...input }) => reportCsv.write(input, language),
  }
}

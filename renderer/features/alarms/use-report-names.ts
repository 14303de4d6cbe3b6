import { useI18n } from 'vue-i18n'
import type { ReportRow } from '../../../shared/contract/alarms.ts'
import type { ReportKind } from './report.ts'
import { useAlarmWords } from './use-alarm-words.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** What a row of the report is called on this screen: types by language, hours as spans. */
export function useReportNames() {
  const { t } = useI18n()
  const words = useAlarmWords()
  function nameOf(by: ReportKind, row: Pick<ReportRow, 'key' | 'name'>): string {
    if (by === 'type') return words.type(Number(row.key))
    if (by === 'hour') return hourName(row)
    if (by === 'handler' && row.key === '') return t('alarms.report.nobody')
    return row.name || row.key || '–'
  }
  return { nameOf }
}

/** Of the day, 0 to 23. */
function hourName({ key, name }: Pick<ReportRow, 'key' | 'name'>): string {
  const hour = Number(key)
  return Number.isInteger(hour) && hour >= 0 && hour < 24 ? `${two(hour)}–${two((hour + 1) % 24)}` : name || key
}

/** The report as a table in a file: all rows, whatever the screen shows of them. */
import type { ReportRow } from '../../../shared/contract/alarms.ts'
import { alarmTypeName, type WordLanguage } from '../../../shared/alarm-words.ts'
import type { Host } from '../host.ts'
import { BYTE_ORDER_MARK, csvLine } from '../storage/csv.ts'
import { writeExport } from '../storage/export-file.ts'
import { localTime } from '../storage/local-time.ts'
import type { Alarms } from './alarms.ts'
import type { ReportKind } from './report-alarms.ts'

const KINDS: Readonly<Record<WordLanguage, Readonly<Record<ReportKind, string>>>> = {
  en: { type: 'Type', device: 'Device', handler: 'Handler', day: 'Day', hour: 'Hour of the day' },
  'zh-CN': { type: '类型', device: '设备', handler: '处理人', day: '日期', hour: '小时' },
}

/** Times in seconds: a spreadsheet can reckon with them. */
const COLUMNS: Readonly<Record<WordLanguage, readonly string[]>> = {
  en: [
    'ID',
    'Alarms',
    'Active',
    'Released',
    'Released by itself',
    'Ignored',
    'Handled after, median (s)',
    'Handled after, 90 % (s)',
  ],
  'zh-CN': ['ID', '报警数', '未处理', '已解除', '自动解除', '已忽略', '处理用时中位数（秒）', '处理用时 90%（秒）'],
}

export interface ReportInput {
  readonly by: ReportKind
  readonly from: number
  readonly to: number
}

export class ReportExport {
  readonly #alarms: Pick<Alarms, 'report'>
  readonly #host: Host

  constructor(alarms: Pick<Alarms, 'report'>, host: Host) {
    this.#alarms = alarms
    this.#host = host
  }

  /** Null when the operator gave up. Errors: `disk`; then there is no file. */
  async write(input: ReportInput, language: WordLanguage): Promise<{ path: string; rows: number } | null> {
    const rows = await this.#alarms.report(input)
    const lines = [
      BYTE_ORDER_MARK + csvLine([KINDS[language][input.by], ...COLUMNS[language]]),
      ...rows.map((row) => csvLine(fieldsOf(row, input.by, language))),
    ]
    const title = language === 'en' ? 'alarm report' : '报警统计'
    const name = `${title} ${KINDS[language][input.by]} ${localTime(Date.now()).slice(0, 10)}.csv`
    const path = await writeExport(this.#host, name, lines)
    return path === undefined ? null : { path, rows: rows.length }
  }
}

function fieldsOf(row: ReportRow, by: ReportKind, language: WordLanguage): (string | number | undefined)[] {
  const { key, count, active, released, releasedByItself, ignored, handledMedianMs, handledP90Ms } = row
  return [
    by === 'type' ? alarmTypeName(Number(key), language) : row.name,
    key,
    count,
    active,
    released,
    releasedByItself,
    ignored,
    secondsOf(handledMedianMs),
    secondsOf(handledP90Ms),
  ]
}

const secondsOf = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : Math.round(ms / 1000))

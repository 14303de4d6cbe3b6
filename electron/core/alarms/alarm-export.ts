/** Alarms of a filter as a table in a file, newest first. */
import type { Alarm, AlarmFilter } from '../../../shared/contract/alarms.ts'
import { alarmLevelName, alarmStateName, alarmTypeName, type WordLanguage } from '../../../shared/alarm-words.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Host } from '../host.ts'
import { BYTE_ORDER_MARK, csvLine } from '../storage/csv.ts'
import { writeExport } from '../storage/export-file.ts'
import { localTime } from '../storage/local-time.ts'
import type { Alarms } from './alarms.ts'
import type { AlarmPlace } from './stored-alarm.ts'

const PAGE = 500

const COLUMNS: Readonly<Record<WordLanguage, readonly string[]>> = {
  en: [
    'Time',
    'Type',
    'Level',
    'State',
    'Device',
    'Device ID',
    'Channel',
    'Person',
    'Account',
    'Description',
    'Latitude',
    'Longitude',
    'Handled by',
    'Handled at',
    'Note',
    'Alarm ID',
  ],
  'zh-CN': [
    '时间',
    '类型',
    '级别',
    '状态',
    '设备',
    '设备ID',
    '通道',
    '人员',
    '账号',
    '描述',
    '纬度',
    '经度',
    '处理人',
    '处理时间',
    '处理说明',
    '报警ID',
  ],
}

export class AlarmExport {
  readonly #alarms: Alarms
  readonly #host: Host

  constructor(alarms: Alarms, host: Host) {
    this.#alarms = alarms
    this.#host = host
  }

  /** Null when the operator gave up. Errors: `disk`, `cancelled`; then there is no file. */
  async write(
    filter: AlarmFilter,
    language: WordLanguage,
    signal: AbortSignal,
  ): Promise<{ path: string; alarms: number } | null> {
    let count = 0
    const alarms = this.#alarms
    async function* lines(): AsyncGenerator<string, void> {
      yield BYTE_ORDER_MARK + csvLine(COLUMNS[language])
      for await (const page of pagesOf(alarms, filter)) {
        if (signal.aborted) throw new AppError('cancelled')
        count += page.length
        yield page.map((alarm) => csvLine(fieldsOf(alarm, language))).join('')
      }
    }
    const name = `${language === 'en' ? 'alarms' : '报警'} ${localTime(Date.now()).slice(0, 10)}.csv`
    const path = await writeExport(this.#host, name, lines())
    return path === undefined ? null : { path, alarms: count }
  }
}

async function* pagesOf(alarms: Alarms, filter: AlarmFilter): AsyncGenerator<Alarm[], void> {
  let before: AlarmPlace | undefined
  for (;;) {
    const page = await alarms.list({ filter, limit: PAGE, ...(before ? { before } : {}) })
    yield page.alarms
    const last = page.alarms.at(-1)
    if (!page.more || !last) return
    before = { time: last.time, key: last.key }
  }
}

function fieldsOf(alarm: Alarm, language: WordLanguage): (string | number | undefined)[] {
  const { device, user, handling } = alarm
  return [
    localTime(alarm.time),
    alarmTypeName(alarm.type, language),
    alarmLevelName(alarm.level, language),
    alarmStateName(alarm.status, language),
    device.name,
    device.id,
    alarm.part,
    user?.name,
    user?.id,
    alarm.description,
    alarm.latitude,
    alarm.longitude,
    handling?.byName,
    handling && localTime(handling.time),
    handling?.note,
    alarm.key,
  ]
}

/** Speeches of a filter as a table in a file, newest first. */
import type { BurstKind, LedgerBurst, LedgerFilter } from '../../../shared/contract/ledger.ts'
import type { WordLanguage } from '../../../shared/alarm-words.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Host } from '../host.ts'
import { BYTE_ORDER_MARK, csvLine } from '../storage/csv.ts'
import { writeExport } from '../storage/export-file.ts'
import { localTime } from '../storage/local-time.ts'
import type { Ledger } from './ledger.ts'

const PAGE = 500

/** Lengths in seconds: a spreadsheet can reckon with them. */
const COLUMNS: Readonly<Record<WordLanguage, readonly string[]>> = {
  en: ['Began', 'Length (s)', 'Kind', 'Where', 'ID', 'Channel', 'Who', 'Account or device ID', 'At this desk', 'Ended'],
  'zh-CN': ['开始时间', '时长（秒）', '类型', '位置', 'ID', '通道', '讲话人', '账号或设备ID', '本席位', '结束原因'],
}

const KINDS: Readonly<Record<WordLanguage, Readonly<Record<BurstKind, string>>>> = {
  en: { conference: 'Conference', intercom: 'Intercom' },
  'zh-CN': { conference: '会议', intercom: '对讲' },
}

export class LedgerExport {
  readonly #ledger: Pick<Ledger, 'list'>
  readonly #host: Host

  constructor(ledger: Pick<Ledger, 'list'>, host: Host) {
    this.#ledger = ledger
    this.#host = host
  }

  /** Null when the operator gave up. Errors: `disk`, `cancelled`; then there is no file. */
  async write(
    filter: LedgerFilter,
    language: WordLanguage,
    signal: AbortSignal,
  ): Promise<{ path: string; bursts: number } | null> {
    let count = 0
    const ledger = this.#ledger
    async function* lines(): AsyncGenerator<string, void> {
      yield BYTE_ORDER_MARK + csvLine(COLUMNS[language])
      for await (const page of pagesOf(ledger, filter)) {
        if (signal.aborted) throw new AppError('cancelled')
        count += page.length
        yield page.map((burst) => csvLine(fieldsOf(burst, language))).join('')
      }
    }
    const name = `${language === 'en' ? 'talk ledger' : '讲话记录'} ${localTime(Date.now()).slice(0, 10)}.csv`
    const path = await writeExport(this.#host, name, lines())
    return path === undefined ? null : { path, bursts: count }
  }
}

async function* pagesOf(ledger: Pick<Ledger, 'list'>, filter: LedgerFilter): AsyncGenerator<LedgerBurst[], void> {
  let before: { time: number; id: number } | undefined
  for (;;) {
    const page = await ledger.list({ filter, limit: PAGE, ...(before ? { before } : {}) })
    yield page.bursts
    const last = page.bursts.at(-1)
    if (!page.more || !last) return
    before = { time: last.time, id: last.id }
  }
}

function fieldsOf(burst: LedgerBurst, language: WordLanguage): (string | number | undefined)[] {
  return [
    localTime(burst.time),
    Math.round(burst.lengthMs / 100) / 10,
    KINDS[language][burst.kind],
    burst.placeName,
    burst.place,
    burst.channel,
    burst.speakerName,
    burst.speaker,
    burst.mine ? (language === 'en' ? 'yes' : '是') : '',
    burst.ended,
  ]
}

/** Speeches of a filter as a table in a file, newest first; the sound that is kept of them in a folder beside it. */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { BurstKind, LedgerBurst, LedgerFilter } from '../../../shared/contract/ledger.ts'
import type { WordLanguage } from '../../../shared/alarm-words.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Host } from '../host.ts'
import { BYTE_ORDER_MARK, csvLine } from '../storage/csv.ts'
import { diskError } from '../platform/disk-error.ts'
import { exportPath, freeName, writeTo } from '../storage/export-file.ts'
import { localTime } from '../storage/local-time.ts'
import type { Ledger } from './ledger.ts'
import { copySound, soundName } from './save-sound.ts'

const PAGE = 500

/** Lengths in seconds: a spreadsheet can reckon with them. */
const COLUMNS: Readonly<Record<WordLanguage, readonly string[]>> = {
  en: [
    'Began',
    'Length (s)',
    'Kind',
    'Where',
    'ID',
    'Channel',
    'Who',
    'Account or device ID',
    'At this desk',
    'Ended',
    'Sound',
  ],
  'zh-CN': [
    '开始时间',
    '时长（秒）',
    '类型',
    '位置',
    'ID',
    '通道',
    '讲话人',
    '账号或设备ID',
    '本席位',
    '结束原因',
    '声音文件',
  ],
}

const KINDS: Readonly<Record<WordLanguage, Readonly<Record<BurstKind, string>>>> = {
  en: { conference: 'Conference', intercom: 'Intercom' },
  'zh-CN': { conference: '会议', intercom: '对讲' },
}

export class LedgerExport {
  readonly #ledger: Pick<Ledger, 'list' | 'sound'>
  readonly #host: Host

  constructor(ledger: Pick<Ledger, 'list' | 'sound'>, host: Host) {
    this.#ledger = ledger
    this.#host = host
  }

  /** Null when the operator gave up. Errors: `disk`, `cancelled`; then there is no table. */
  async write(
    filter: LedgerFilter,
    language: WordLanguage,
    signal: AbortSignal,
  ): Promise<{ path: string; bursts: number; sounds: number } | null> {
    const name = `${language === 'en' ? 'talk ledger' : '讲话记录'} ${localTime(Date.now()).slice(0, 10)}.csv`
    const target = await exportPath(this.#host, name)
    if (target === undefined) return null
    const folder = `${target.slice(0, -path.extname(target).length)} ${language === 'en' ? 'sound' : '声音'}`
    const counts = { bursts: 0, sounds: 0 }
    const beside = (burst: LedgerBurst): Promise<string> => this.#putBeside(burst, folder)
    const ledger = this.#ledger
    async function* lines(): AsyncGenerator<string, void> {
      yield BYTE_ORDER_MARK + csvLine(COLUMNS[language])
      for await (const page of pagesOf(ledger, filter)) {
        for (const burst of page) {
          if (signal.aborted) throw new AppError('cancelled')
          const sound = burst.sound === 'kept' ? await beside(burst) : ''
          counts.bursts++
          if (sound !== '') counts.sounds++
          yield csvLine([...fieldsOf(burst, language), sound])
        }
      }
    }
    await writeTo(target, lines())
    return { path: target, ...counts }
  }

  /** Its path as the table names it; empty where the file is gone. */
  async #putBeside(burst: LedgerBurst, folder: string): Promise<string> {
    const kept = await this.#ledger.sound.fileOf(burst.id).catch(() => undefined)
    if (!kept) return ''
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch(diskError)
    const target = await freeName(folder, soundName(burst))
    await copySound(kept.path, target)
    return `${path.basename(folder)}/${path.basename(target)}`
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

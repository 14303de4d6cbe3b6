/** A conversation as a file: where the operator says, or, where the host cannot ask, into the profile's `exports` folder. */
import type { Message } from '../../../../shared/contract/chat.ts'
import { AppError } from '../../../../shared/errors.ts'
import type { Host } from '../../host.ts'
import { BYTE_ORDER_MARK, csvLine } from '../../storage/csv.ts'
import { writeExport } from '../../storage/export-file.ts'
import { localTime } from '../../storage/local-time.ts'
import type { ChatWork } from '../chat-work.ts'
import { EXPORT_WORDS, kindWord, plainText, type ExportWords } from './export-words.ts'
import { htmlHead, htmlMessage, htmlTail } from './html.ts'
import { ExportPictures } from './pictures.ts'

export interface ExportInput {
  readonly conversation: number
  readonly format: 'html' | 'csv'
  readonly ids?: readonly number[]
  readonly language: 'en' | 'zh-CN'
}

const PAGE = 200

export class ChatExport {
  readonly #host: Pick<Host, 'capabilities' | 'chooseSavePath' | 'dataFolder'>

  constructor(host: Pick<Host, 'capabilities' | 'chooseSavePath' | 'dataFolder'>) {
    this.#host = host
  }

  /** Null when the operator gave up. Errors: `not-found`, `disk`, `cancelled`; then there is no file. */
  async run(
    work: ChatWork,
    input: ExportInput,
    signal: AbortSignal,
  ): Promise<{ path: string; messages: number } | null> {
    const { name } = await work.conversation(input.conversation)
    const suggested = `${safeName(name)} ${localTime(Date.now()).slice(0, 10)}.${input.format}`
    let count = 0
    async function* counted(): AsyncGenerator<Message[], void> {
      for await (const messages of pagesOf(work, input.conversation, input.ids)) {
        if (signal.aborted) throw new AppError('cancelled')
        count += messages.length
        yield messages
      }
    }
    const words = EXPORT_WORDS[input.language]
    const pieces =
      input.format === 'csv' ? csvPieces(counted(), words) : htmlPieces(counted(), name, words, work, signal)
    const path = await writeExport(this.#host, suggested, pieces)
    return path === undefined ? null : { path, messages: count }
  }
}

async function* csvPieces(pages: AsyncIterable<Message[]>, words: ExportWords): AsyncGenerator<string, void> {
  yield BYTE_ORDER_MARK + csvLine(words.columns)
  for await (const messages of pages)
    yield messages
      .map(({ id, speaker, time, body }) =>
        csvLine([localTime(time), speaker.name, speaker.id, kindWord(body, words), plainText(body), id]),
      )
      .join('')
}

async function* htmlPieces(
  pages: AsyncIterable<Message[]>,
  title: string,
  words: ExportWords,
  { session }: ChatWork,
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  const pictures = new ExportPictures(session)
  let count = 0
  yield htmlHead(title, Date.now(), words)
  for await (const messages of pages) {
    for (const message of messages) {
      if (signal.aborted) throw new AppError('cancelled')
      yield htmlMessage(message, await pictures.of(message, signal), words)
    }
    count += messages.length
  }
  yield htmlTail(count, words)
}

/** Oldest first. */
async function* pagesOf(
  work: ChatWork,
  conversation: number,
  ids: readonly number[] | undefined,
): AsyncGenerator<Message[], void> {
  if (ids) {
    const wanted = [...new Set(ids)].sort((one, other) => one - other)
    for (let at = 0; at < wanted.length; at += PAGE) {
      const messages = await work.store.byIds({ conversation, ids: wanted.slice(at, at + PAGE) })
      yield messages.map((message) => work.names.message(message))
    }
    return
  }
  for (let after = 0; ;) {
    const { messages, newer } = await work.messages({ conversation, after, limit: PAGE })
    yield messages
    after = messages.at(-1)?.id ?? after
    if (!newer) return
  }
}

/** Of what a file system takes, on all of them. */
function safeName(name: string): string {
  const safe = name.replace(/[\u0000-\u001f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]/g, '_').replace(/^[. ]+|[. ]+$/g, '')
  return Array.from(safe).slice(0, 60).join('') || 'chat'
}

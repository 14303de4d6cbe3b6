/** A conversation as a file: where the operator says, or, where the host cannot ask, into the profile's `exports` folder. */
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import type { Conversation, Message } from '../../../../shared/contract/chat.ts'
import { AppError } from '../../../../shared/errors.ts'
import type { Host } from '../../host.ts'
import { diskError } from '../../platform/disk-error.ts'
import type { ChatWork } from '../chat-work.ts'
import { csvHead, csvLine } from './csv.ts'
import { EXPORT_WORDS } from './export-words.ts'
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
    const conversation = await work.conversation(input.conversation)
    const target = await this.#target(conversation, input.format)
    if (target === undefined) return null
    const part = `${target}.part`
    try {
      const file = await open(part, 'w', 0o600)
      try {
        const messages = await write(file, work, conversation, input, signal)
        await file.sync()
        await file.close()
        await rename(part, target)
        return { path: target, messages }
      } finally {
        await file.close().catch(() => undefined)
      }
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined)
      return diskError(error)
    }
  }

  async #target({ name }: Conversation, format: string): Promise<string | undefined> {
    const suggestedName = `${safeName(name)} ${new Date().toISOString().slice(0, 10)}.${format}`
    if (this.#host.capabilities.dialogs) return await this.#host.chooseSavePath({ suggestedName })
    const folder = path.join(this.#host.dataFolder, 'exports')
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch(diskError)
    return await freeName(folder, suggestedName)
  }
}

async function write(
  file: FileHandle,
  work: ChatWork,
  conversation: Conversation,
  { format, ids, language }: ExportInput,
  signal: AbortSignal,
): Promise<number> {
  const words = EXPORT_WORDS[language]
  const pictures = new ExportPictures(work.session)
  await file.write(format === 'csv' ? csvHead(words) : htmlHead(conversation.name, Date.now(), words))
  let count = 0
  for await (const messages of pagesOf(work, conversation.id, ids)) {
    for (const message of messages) {
      if (signal.aborted) throw new AppError('cancelled')
      count++
      if (format === 'csv') await file.write(csvLine(message, words))
      else await file.write(htmlMessage(message, await pictures.of(message, signal), words))
    }
  }
  if (format === 'html') await file.write(htmlTail(count, words))
  return count
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

/** Never over something that is there. */
async function freeName(folder: string, name: string): Promise<string> {
  const { name: stem, ext } = path.parse(name)
  for (let number = 1; ; number++) {
    const candidate = path.join(folder, number === 1 ? name : `${stem} (${number})${ext}`)
    const isThere = await stat(candidate).then(
      () => true,
      () => false,
    )
    if (!isThere) return candidate
  }
}

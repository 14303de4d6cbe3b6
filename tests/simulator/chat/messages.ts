/** All messages there ever were, oldest first, and how far each account has read. A past by seed is laid down when first asked. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { messageContents, type SpeakerTypeId } from '../../../shared/platform/message-content.ts'
import { Refusal } from '../http/refusal.ts'
import type { Message, Said } from './message.ts'

export interface ReadMark {
  /** All messages up to it are read; 0 for none. */
  readonly id: number
  /** Epoch ms of the marking. */
  readonly timeMs: number
}

/** As `Message`, without its number. */
export type PastMessage = Omit<Message, 'id'>

/** What was said this long before the start was read by everybody. */
const READ_BEFORE_MS = 2 * 3_600_000

export class Messages {
  readonly #makePast: () => readonly PastMessage[]
  readonly #now: () => number
  readonly #marks = new Map<string, ReadMark>()
  readonly #listeners: ((message: Message) => void)[] = []
  /** Without it content is handed on with the documented fields only. */
  keepsForeignFields = true
  #all: Message[] | undefined
  /** Of accounts that marked nothing yet. */
  #firstMark: ReadMark

  /** `makePast`: oldest first. */
  constructor(makePast: () => readonly PastMessage[], now: () => number) {
    this.#makePast = makePast
    this.#now = now
    this.#firstMark = { id: 0, timeMs: now() - READ_BEFORE_MS }
  }

  /** Oldest first. */
  get all(): readonly Message[] {
    return this.#held()
  }

  onSaid(listener: (message: Message) => void): void {
    this.#listeners.push(listener)
  }

  say(speakerType: SpeakerTypeId, speaker: string, said: Said): Message {
    const all = this.#held()
    const content = this.keepsForeignFields ? said.content : withoutForeignFields(said)
    const message = { ...said, content, id: all.length + 1, speakerType, speaker, timeMs: this.#now() }
    all.push(message)
    for (const listener of this.#listeners) listener(message)
    return message
  }

  markOf(accountId: string): ReadMark {
    this.#held()
    return this.#marks.get(accountId) ?? this.#firstMark
  }

  /** A mark never goes back. Beyond the last message: 4. */
  mark(accountId: string, id: number): void {
    if (!Number.isInteger(id) || id < 0 || id > this.#held().length)
      throw new Refusal(PlatformCode.badParameter, 'no such message yet')
    if (id > this.markOf(accountId).id) this.#marks.set(accountId, { id, timeMs: this.#now() })
  }

  #held(): Message[] {
    if (this.#all) return this.#all
    this.#all = this.#makePast().map((message, index) => ({ ...message, id: index + 1 }))
    const { timeMs } = this.#firstMark
    this.#firstMark = { id: this.#all.filter((message) => message.timeMs <= timeMs).length, timeMs }
    return this.#all
  }
}

function withoutForeignFields({ type, content }: Said): string {
  const fields = Object.entries(JSON.parse(content) as Record<string, unknown>)
  return JSON.stringify(Object.fromEntries(fields.filter(([name]) => name in messageContents[type].properties)))
}

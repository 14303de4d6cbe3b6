/** What many messages have in common is looked up and written once: their conversations, the names of who speaks. */
import type { Message } from '../../../shared/contract/chat.ts'
import type { ConversationTable } from './conversation-table.ts'
import type { DeskTable } from './desk-table.ts'
import { isToMany, type IncomingMessage } from './incoming.ts'
import { bodyOf, isSpeech } from './message-body.ts'

interface Tally {
  readonly readUpTo: number
  lastId: number
  unread: number
}

export class InsertBatch {
  readonly #conversations: ConversationTable
  readonly #desk: DeskTable
  readonly #groupFloor: number | undefined
  readonly #partners = new Map<string, number>()
  readonly #tallies = new Map<number, Tally>()
  readonly #names = new Map<string, string>()
  readonly #touched = new Set<number>()
  readonly #added: Message[] = []

  constructor(conversations: ConversationTable, desk: DeskTable, groupFloor: number | undefined) {
    this.#conversations = conversations
    this.#desk = desk
    this.#groupFloor = groupFloor
  }

  conversationOf({ kind, partner }: IncomingMessage): number {
    const place = `${kind} ${partner}`
    const known = this.#partners.get(place)
    if (known !== undefined) return known
    const { id } = this.#conversations.ensure({ kind, id: partner }, isToMany(kind) ? this.#groupFloor : undefined)
    this.#partners.set(place, id)
    return id
  }

  learnName({ speakerKind, speaker, speakerName, time }: IncomingMessage, conversation: number): void {
    const who = `${speakerKind} ${speaker}`
    if (speakerName === undefined || this.#names.get(who) === speakerName) return
    if (this.#desk.rememberName(speakerKind, speaker, speakerName, time)) this.#touched.add(conversation)
    this.#names.delete(who)
  }

  added(message: IncomingMessage, conversation: number): void {
    const { id, mine, time, speakerKind: kind, speaker, key } = message
    const tally = this.#tallyOf(conversation)
    const body = bodyOf(message)
    if (isSpeech(body)) {
      tally.lastId = Math.max(tally.lastId, id)
      if (!mine && id > tally.readUpTo) tally.unread++
    }
    this.#added.push({
      id,
      conversation,
      speaker: { kind, id: speaker, name: this.#nameOf(kind, speaker) },
      mine,
      time,
      body,
      ...(key === null ? {} : { key }),
    })
  }

  /** Counts; gives back what is to be told. */
  finish(): { added: Message[]; touched: Set<number> } {
    for (const [id, { lastId, unread }] of this.#tallies) {
      this.#conversations.count(id, lastId, unread)
      this.#touched.add(id)
    }
    return { added: this.#added.sort((one, other) => one.id - other.id), touched: this.#touched }
  }

  #tallyOf(conversation: number): Tally {
    let tally = this.#tallies.get(conversation)
    if (!tally) {
      tally = { readUpTo: this.#conversations.readUpTo(conversation), lastId: 0, unread: 0 }
      this.#tallies.set(conversation, tally)
    }
    return tally
  }

  #nameOf(kind: string, id: string): string {
    const who = `${kind} ${id}`
    let name = this.#names.get(who)
    if (name === undefined) {
      name = this.#desk.nameOf(kind, id) ?? id
      this.#names.set(who, name)
    }
    return name
  }
}

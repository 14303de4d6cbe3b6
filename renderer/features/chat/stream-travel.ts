/** Ways through one conversation: to a message, a day, what is unread, the end. */
import { nextTick, ref, type Ref } from 'vue'
import type { Conversation } from '../../../shared/contract/chat.ts'
import type { Stream } from './stream.ts'
import { messageKey } from './stream-rows.ts'
import type { StreamList } from './use-stream-list.ts'

const FLASH_MS = 2000

export interface TravelParts {
  readonly stream: Stream
  readonly list: Pick<StreamList, 'reveal' | 'toEnd'>
  /** The line "unread" stands before the first message of others above this ID. */
  readonly unreadAfter: Ref<number | undefined>
  /** As it is known now. */
  conversation(): Conversation | undefined
  /** The end was asked for. */
  onEnd(): void
}

export function streamTravel({ stream, list, unreadAfter, conversation, onEnd }: TravelParts) {
  /** The message that was jumped to, marked for a moment. */
  const flashed = ref<number>()

  /** A claim said once more has no row: then the one before it. */
  function reveal(id: number): void {
    const at = stream.messages.findLastIndex((message) => message.id <= id)
    for (const message of stream.messages.slice(0, at + 1).reverse()) if (list.reveal(messageKey(message.id))) return
  }

  async function goToMessage(id: number): Promise<void> {
    if (!(await stream.open({ around: id }))) return
    await nextTick()
    reveal(id)
    flashed.value = id
    setTimeout(() => flashed.value === id && (flashed.value = undefined), FLASH_MS)
  }

  async function goToUnread(): Promise<void> {
    const after = conversation()?.readUpTo ?? 0
    unreadAfter.value = unreadAfter.value === undefined ? after : Math.min(unreadAfter.value, after)
    // Nothing read yet: the first there is.
    if (!(await stream.open({ around: Math.max(1, unreadAfter.value) }))) return
    await nextTick()
    if (!list.reveal('unread')) await goToEnd()
  }

  async function goToDate(timeMs: number): Promise<void> {
    if (!(await stream.open({ aroundTime: timeMs }))) return
    await nextTick()
    const first = stream.messages.find(({ time }) => time >= timeMs) ?? stream.messages.at(-1)
    if (first) reveal(first.id)
  }

  async function goToEnd(): Promise<void> {
    onEnd()
    if ((stream.newer || stream.phase !== 'ready') && !(await stream.open())) return
    await nextTick()
    list.toEnd()
  }

  /** To the message of the visit, else to what is unread, else to the newest. */
  async function arrive(message: number | undefined): Promise<void> {
    if (message !== undefined) return goToMessage(message)
    const known = conversation()
    await (known && known.unread > 0 && known.readUpTo > 0 ? goToUnread() : goToEnd())
  }

  return { flashed, goToMessage, goToUnread, goToDate, goToEnd, arrive }
}

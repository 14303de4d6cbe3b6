/**
 * The stretch of one conversation that is in memory: contiguous, oldest first, never more than `MOST`. It grows at both ends
 * out of the core's store and loses the far end, so that 500,000 messages cost what 500 cost.
 */
import type { Message } from '../../../shared/contract/chat.ts'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { Emitter } from '../../../shared/emitter.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { mergeMessages } from './merge-messages.ts'

const PAGE = 120
/** Messages kept; what is beyond is fetched again when it is scrolled to. */
const MOST = 600

type Place = { before?: number; after?: number; around?: number; aroundTime?: number }
type Page = Awaited<ReturnType<WatchpostClient['chat']['messages']>>

export class Stream {
  readonly changed = new Emitter<void>()
  readonly conversation: number
  messages: readonly Message[] = []
  /** Where what is older lies. */
  older: Page['older'] = 'none'
  /** There is more below the stretch. */
  newer = false
  phase: 'loading' | 'ready' | 'failed' = 'loading'
  /** Why the store could not be read. */
  error: ErrorEnvelope | undefined
  /** The platform is being asked for what is older. */
  fetching = false
  fetchError: ErrorEnvelope | undefined
  readonly #client: WatchpostClient
  /** Answers to questions of an earlier place are void. */
  #generation = 0
  #busy: 'older' | 'newer' | undefined
  /** What was said while an answer was on its way. */
  #meanwhile: Message[] = []

  constructor(client: WatchpostClient, conversation: number) {
    this.#client = client
    this.conversation = conversation
  }

  get isBusy(): boolean {
    return this.#busy !== undefined || this.phase === 'loading'
  }

  /** Goes to a place: the newest without one. False when another place was asked for meanwhile, or reading failed. */
  async open(place: Pick<Place, 'around' | 'aroundTime'> = {}): Promise<boolean> {
    const generation = ++this.#generation
    this.#busy = undefined
    this.phase = this.messages.length > 0 ? this.phase : 'loading'
    this.error = undefined
    this.#meanwhile = []
    this.changed.emit()
    try {
      const page = await this.#read(place)
      if (generation !== this.#generation) return false
      this.messages = page.messages
      this.older = page.older
      this.newer = page.newer
      this.phase = 'ready'
      this.#mergeMeanwhile()
      this.changed.emit()
      return true
    } catch (error) {
      if (generation !== this.#generation) return false
      this.error = toEnvelope(error)
      this.phase = 'failed'
      this.changed.emit()
      return false
    }
  }

  async loadOlder(): Promise<void> {
    const first = this.messages[0]
    if (this.older !== 'store' || !first) return
    await this.#extend('older', { before: first.id })
  }

  async loadNewer(): Promise<void> {
    const last = this.messages.at(-1)
    if (!this.newer || !last) return
    await this.#extend('newer', { after: last.id })
  }

  /** Has the core fetch what is older than its store; what comes of it is read from the store. Resolves with how many came. */
  async fetchOlder(): Promise<number> {
    if (this.fetching || this.older !== 'platform') return 0
    let count = 0
    this.fetching = true
    this.fetchError = undefined
    this.changed.emit()
    try {
      const { added, end } = await this.#client.chat.fetchOlder({ conversation: this.conversation })
      count = added
      // The page that is read now says itself what is above it; an empty conversation has no page to say it.
      this.older = end && this.messages.length === 0 ? 'none' : 'store'
    } catch (error) {
      this.fetchError = toEnvelope(error)
    }
    this.fetching = false
    this.changed.emit()
    if (this.fetchError) return 0
    if (this.messages.length === 0) await this.open()
    else await this.loadOlder()
    return count
  }

  /** New in the core's store. Those of other conversations are none of ours. */
  add(added: readonly Message[]): void {
    const mine = added.filter((message) => message.conversation === this.conversation)
    if (mine.length === 0) return
    if (this.isBusy) this.#meanwhile.push(...mine)
    if (this.phase === 'loading') return
    this.#merge(mine)
    this.changed.emit()
  }

  async #extend(end: 'older' | 'newer', place: Place): Promise<void> {
    if (this.isBusy) return
    this.#busy = end
    const generation = this.#generation
    try {
      const page = await this.#read(place)
      if (generation !== this.#generation) return
      if (end === 'older') this.#putAbove(page)
      else this.#putBelow(page)
    } catch (error) {
      if (generation === this.#generation) this.error = toEnvelope(error)
    } finally {
      if (generation === this.#generation) {
        this.#busy = undefined
        this.#mergeMeanwhile()
        this.changed.emit()
      }
    }
  }

  #putAbove(page: Page): void {
    const all = mergeMessages(this.messages, page.messages)
    this.messages = all.slice(0, MOST)
    this.older = page.older
    this.newer ||= all.length > MOST
  }

  #putBelow(page: Page): void {
    const all = mergeMessages(this.messages, page.messages)
    this.messages = all.slice(-MOST)
    this.newer = page.newer
    if (all.length > MOST) this.older = 'store'
  }

  #mergeMeanwhile(): void {
    this.#merge(this.#meanwhile.splice(0))
  }

  #merge(added: readonly Message[]): void {
    const first = this.messages[0]?.id ?? (this.older === 'none' ? 0 : Number.POSITIVE_INFINITY)
    const last = this.messages.at(-1)?.id ?? 0
    const fits = added.filter(({ id }) => (id >= first || this.older === 'none') && (id <= last || !this.newer))
    if (added.some(({ id }) => id < first) && this.older === 'platform') this.older = 'store'
    if (this.messages.length === 0 && added.length > 0) this.messages = mergeMessages([], added)
    else if (fits.length > 0) this.messages = mergeMessages(this.messages, fits)
  }

  #read(place: Place): Promise<Page> {
    return this.#client.chat.messages({ conversation: this.conversation, limit: PAGE, ...place })
  }
}

/**
 * Works the outbox off: in order within a conversation, several conversations at once. Nothing is sent before the disk knows
 * that it may have been, and nothing whose fate is unknown is sent again before the history was asked.
 */
import type { OutboxEntry } from '../../../shared/contract/chat.ts'
import { Backoff } from '../../../shared/backoff.ts'
import { AppError, isAway } from '../../../shared/errors.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { Attachments } from './attachments.ts'
import type { ChatChange } from './chat-parts.ts'
import type { ChatStore } from './chat-store.ts'
import { deliver, findSaid } from './delivery.ts'
import type { IncomingMessage } from './incoming.ts'
import type { Outbox } from './outbox.ts'
import type { OutboxItem } from './rows.ts'

/** Conversations at once. */
const PARALLEL = 4

export interface SenderOptions {
  readonly session: ActiveSession
  readonly store: ChatStore
  readonly outbox: Outbox
  readonly attachments: Attachments
  readonly timings: Timings
  /** Nothing of the history is missing. */
  readonly isLive: () => boolean
  readonly onChange: (change: ChatChange, live: boolean) => void
  readonly log: (text: string) => void
}

export class Sender {
  readonly #options: SenderOptions
  readonly #backoff: Backoff
  /** Conversations that are at it. */
  readonly #running = new Set<number>()
  readonly #uploads = new Map<string, AbortController>()
  #pause: NodeJS.Timeout | undefined
  #hasEnded = false

  constructor(options: SenderOptions) {
    this.#options = options
    this.#backoff = new Backoff(options.timings.backoffFirstMs, options.timings.backoffMostMs)
  }

  /** Something may go now: a new entry, a connection that is back, a look into the history that is possible. */
  kick(): void {
    if (this.#hasEnded || this.#pause) return
    for (const item of this.#options.outbox.heads()) {
      if (this.#running.size >= PARALLEL) return
      const { conversation, state } = item.entry
      if (this.#running.has(conversation)) continue
      if (state === 'unsure' && !this.#options.isLive()) continue
      this.#running.add(conversation)
      void this.#work(item).finally(() => {
        this.#running.delete(conversation)
        this.kick()
      })
    }
  }

  /** The platform is there again. */
  hurry(): void {
    clearTimeout(this.#pause)
    this.#pause = undefined
    this.#backoff.reset()
    this.kick()
  }

  stop(): void {
    this.#hasEnded = true
    clearTimeout(this.#pause)
    for (const upload of this.#uploads.values()) upload.abort()
  }

  /** Ends the upload of an entry that is taken out. */
  cancelUpload(key: string): void {
    this.#uploads.get(key)?.abort()
  }

  async #work({ entry: { key } }: OutboxItem): Promise<void> {
    try {
      await this.#workOne(key)
    } catch (error) {
      if (this.#hasEnded) return
      this.#options.log(`outbox: ${String(error)}`)
      this.#rest()
    }
  }

  async #workOne(key: string): Promise<void> {
    const { outbox } = this.#options
    if (outbox.get(key)?.entry.state === 'unsure' && !(await this.#clearUp(key))) return
    const item = outbox.get(key)
    if (!item || this.#hasEnded) return
    if (needsUpload(item.entry) && !(await this.#upload(item))) return
    if (outbox.get(key)) await this.#send(key)
  }

  /** True when it was not said and may be. */
  async #clearUp(key: string): Promise<boolean> {
    const { session, outbox, timings, isLive } = this.#options
    await new Promise((resolve) => setTimeout(resolve, timings.settleMs))
    const item = outbox.get(key)
    if (!item || this.#hasEnded || !isLive()) return false
    const said = await findSaid(session, item)
    if (said) await this.#settle(key, said, false)
    else await this.#setState(key, 'waiting')
    return !said
  }

  async #send(key: string): Promise<void> {
    const { session, store, outbox } = this.#options
    const item = await store.beginAttempt(key)
    if (!item || this.#hasEnded) return
    outbox.put(item)
    const outcome = await deliver(session, item)
    if (outcome.kind === 'sent') {
      this.#backoff.reset()
      return await this.#settle(key, outcome.message, true)
    }
    // The subscription may have brought it meanwhile.
    if (!outbox.get(key)) return
    const { kind, error } = outcome
    if (kind === 'refused') return await this.#setState(key, 'failed', error.toEnvelope())
    if (this.#hasEnded) return
    await this.#setState(key, kind === 'away' ? 'waiting' : 'unsure', error.toEnvelope())
    if (kind === 'away') this.#rest()
  }

  async #settle(key: string, message: IncomingMessage, live: boolean): Promise<void> {
    this.#options.onChange(await this.#options.store.settle({ key, message }), live)
  }

  /** True when the file is at the platform, and the entry names it. */
  async #upload(item: OutboxItem): Promise<boolean> {
    const { session, outbox, attachments, timings, store } = this.#options
    const { key, body } = item.entry
    if (body.kind !== 'file') return true
    const abort = new AbortController()
    this.#uploads.set(key, abort)
    let shownAt = 0
    const onProgress = (sent: number, total: number): void => {
      if (performance.now() - shownAt < timings.collectMs && sent < total) return
      shownAt = performance.now()
      outbox.showUpload(key, { sent, total })
    }
    try {
      await this.#setState(key, 'uploading')
      const file = { path: attachments.pathOf(key), name: body.name, contentType: attachments.contentTypeOf(body) }
      const { fileId, bytes } = await session.upload(file, { onProgress, signal: abort.signal })
      outbox.put(await store.setOutboxBody({ key, body: { ...body, fileId, bytes } }))
      return true
    } catch (error) {
      if (!outbox.get(key) || this.#hasEnded) return false
      await this.#uploadFailed(key, error)
      return false
    } finally {
      this.#uploads.delete(key)
    }
  }

  /** A file twice at the platform harms nobody: what broke is tried again. */
  async #uploadFailed(key: string, error: unknown): Promise<void> {
    const known = error instanceof AppError ? error : new AppError('internal', { reason: String(error) })
    if (!isAway(known.code) || known.code === 'http-status')
      return await this.#setState(key, 'failed', known.toEnvelope())
    await this.#setState(key, 'waiting', known.toEnvelope())
    this.#rest()
  }

  async #setState(key: string, state: OutboxEntry['state'], error?: OutboxEntry['error']): Promise<void> {
    const item = await this.#options.store.setOutboxState({ key, state, ...(error ? { error } : {}) })
    this.#options.outbox.put(item)
  }

  #rest(): void {
    if (this.#hasEnded) return
    this.#pause ??= setTimeout(() => {
      this.#pause = undefined
      this.kick()
    }, this.#backoff.next())
  }
}

function needsUpload({ body }: OutboxEntry): boolean {
  return body.kind === 'file' && body.fileId === ''
}

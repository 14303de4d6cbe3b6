/** The outbox as the core holds it: a copy of what lies on the disk, in the order of turns. */
import type { OutboxEntry } from '../../../shared/contract/chat.ts'
import type { OutboxItem } from './rows.ts'

export class Outbox {
  readonly #tell: (upserts: OutboxEntry[], removed: string[]) => void
  readonly #items = new Map<string, OutboxItem>()

  constructor(tell: (upserts: OutboxEntry[], removed: string[]) => void) {
    this.#tell = tell
  }

  fill(items: readonly OutboxItem[]): void {
    for (const item of items) this.#items.set(item.entry.key, item)
  }

  get(key: string): OutboxItem | undefined {
    return this.#items.get(key)
  }

  entries(): OutboxEntry[] {
    return this.#inOrder().map(({ entry }) => entry)
  }

  /** Takes in what was written; undefined for one that is gone meanwhile. */
  put(item: OutboxItem | undefined): void {
    if (!item) return
    this.#items.set(item.entry.key, item)
    this.#tell([item.entry], [])
  }

  /** Only to be seen, not on the disk. */
  showUpload(key: string, upload: NonNullable<OutboxEntry['upload']>): void {
    const item = this.#items.get(key)
    if (item?.entry.state === 'uploading') this.#tell([{ ...item.entry, upload }], [])
  }

  remove(keys: readonly string[]): void {
    const removed = keys.filter((key) => this.#items.delete(key))
    if (removed.length > 0) this.#tell([], removed)
  }

  /** Of each conversation the one whose turn it is: failed ones let others pass. */
  heads(): OutboxItem[] {
    const heads = new Map<number, OutboxItem>()
    for (const item of this.#inOrder()) {
      const { conversation, state } = item.entry
      if (state !== 'failed' && !heads.has(conversation)) heads.set(conversation, item)
    }
    return [...heads.values()]
  }

  #inOrder(): OutboxItem[] {
    return [...this.#items.values()].sort((one, other) => one.turn - other.turn)
  }
}

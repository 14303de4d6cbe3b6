/** Files on their way from this page into the core. What arrived stands in the outbox and is not ours any more. */
import { onScopeDispose, shallowReactive, type ShallowReactive } from 'vue'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { useClient } from '../../client.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { attachFile, type Attachment } from './attach-file.ts'

export interface PendingFile {
  readonly id: number
  readonly name: string
  readonly sent: number
  readonly total: number
  readonly error?: ErrorEnvelope
}

export interface Attachments {
  readonly pending: ShallowReactive<Map<number, PendingFile>>
  add(file: Attachment): void
  /** Ends one that runs, forgets one that failed. */
  drop(id: number): void
  retry(id: number): void
}

/** One after the other, in the order they were given. */
export function useAttachments(): Attachments {
  const client = useClient()
  const pending = shallowReactive(new Map<number, PendingFile>())
  const files = new Map<number, { file: Attachment; end: AbortController }>()
  let last = 0
  let turn: Promise<void> = Promise.resolve()

  function change(id: number, part: Partial<PendingFile>): void {
    const known = pending.get(id)
    if (known) pending.set(id, { ...known, ...part })
  }

  async function run(id: number): Promise<void> {
    const known = files.get(id)
    if (!known) return
    try {
      await attachFile(client, known.file, { signal: known.end.signal, onProgress: (sent) => change(id, { sent }) })
      drop(id)
    } catch (error) {
      change(id, { error: toEnvelope(error) })
    }
  }

  function enqueue(id: number, file: Attachment): void {
    files.set(id, { file, end: new AbortController() })
    pending.set(id, { id, name: file.name, sent: 0, total: file.blob.size })
    turn = turn.then(() => run(id))
  }

  function drop(id: number): void {
    files.get(id)?.end.abort()
    files.delete(id)
    pending.delete(id)
  }

  onScopeDispose(() => [...files.keys()].forEach(drop))
  return {
    pending,
    add: (file) => enqueue(++last, file),
    drop,
    retry: (id) => {
      const known = files.get(id)
      if (known) enqueue(id, known.file)
    },
  }
}

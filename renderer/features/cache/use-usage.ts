/** What the local database holds, measured on request, and what can be done about it. */
import { shallowRef } from 'vue'
import type { CacheUsage, KeptKind, Retention } from '../../../shared/contract/cache.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { useClient } from '../../client.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'

export function useUsage() {
  const client = useClient()
  const usage = shallowRef<CacheUsage>()
  const error = shallowRef<ErrorEnvelope>()

  async function measure(): Promise<void> {
    try {
      usage.value = await client.cache.usage({})
      error.value = undefined
    } catch (thrown) {
      error.value = toEnvelope(thrown)
    }
  }

  /** Holds at once; what goes by it shows with the next measuring. */
  async function limit(kind: KeptKind, part: Partial<Retention[KeptKind]>): Promise<void> {
    const now = usage.value
    if (!now) return
    const retention = { ...now.retention, [kind]: { ...now.retention[kind], ...part } }
    await client.cache.setRetention(retention)
    usage.value = { ...now, retention }
  }

  return {
    usage,
    error,
    measure,
    limit,
    /** The path of the copy; undefined when the operator gave up. */
    copy: async (): Promise<string | undefined> => (await client.cache.exportCopy({}))?.path,
    wipe: async (): Promise<void> => {
      await client.cache.wipe({})
      await measure()
    },
  }
}

/** Who sits here, and what happened while nobody did. */
import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import type { MissedItem } from '../../../shared/contract/desk.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { useClient } from '../../client.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { useSessionStore } from '../session/store.ts'
import { usePresence } from './use-presence.ts'

const PAGE = 200

export interface Absence {
  /** Epoch ms. */
  readonly since: number
  readonly awayMs: number
  /** Undefined until the core has said it. */
  readonly counts?: { readonly alarms: number; readonly messages: number; readonly presence: number }
}

interface Next {
  readonly time: number
  readonly rank: number
}

export const useDeskStore = defineStore('desk', () => {
  const client = useClient()
  const session = useSessionStore()
  const presence = usePresence()
  const absence = shallowRef<Absence>()
  const items = shallowRef<readonly MissedItem[]>([])
  const next = shallowRef<Next>()
  const error = shallowRef<ErrorEnvelope>()
  const isFetching = ref(false)

  function forget(): void {
    absence.value = next.value = error.value = undefined
    items.value = []
  }

  async function fetch({ since, awayMs }: Absence, after?: Next): Promise<void> {
    isFetching.value = true
    error.value = undefined
    try {
      const page = await client.desk.missed({ since, limit: PAGE, ...(after ? { after } : {}) })
      items.value = after ? [...items.value, ...page.items] : page.items
      next.value = page.next
      absence.value = { since, awayMs, counts: page.counts }
    } catch (thrown) {
      error.value = toEnvelope(thrown)
    } finally {
      isFetching.value = false
    }
  }

  client.on('desk.returned', (returned) => {
    forget()
    absence.value = returned
    void fetch(returned)
  })
  watch(
    () => session.inside,
    (inside) => !inside && forget(),
  )

  return {
    absence,
    items,
    error,
    isFetching,
    ...presence,
    loadMore: async (): Promise<void> => {
      if (absence.value && next.value && !isFetching.value) await fetch(absence.value, next.value)
    },
    /** The strip goes. */
    async caughtUp(): Promise<void> {
      forget()
      await client.desk.caughtUp({})
    },
  }
})

/** Which columns are shown beside the stream, the same in all windows of this installation. */
import { shallowRef, type ShallowRef } from 'vue'
import { useClient } from '../../client.ts'

const KEY = 'chat.panes'

export interface Panes {
  readonly details: boolean
}

export function parsePanes(value: unknown): Panes {
  const kept = (typeof value === 'object' && value !== null ? value : {}) as Partial<Record<keyof Panes, unknown>>
  return { details: kept.details !== false }
}

export function usePanes(): { panes: ShallowRef<Panes>; toggleDetails(): void } {
  const client = useClient()
  const panes = shallowRef(parsePanes(undefined))
  let touched = false

  async function read(): Promise<void> {
    const kept = await client.settings.read({ scope: 'app', key: KEY }).catch(() => undefined)
    if (!touched) panes.value = parsePanes(kept?.value)
  }
  void read()
  return {
    panes,
    toggleDetails() {
      touched = true
      panes.value = { details: !panes.value.details }
      // What cannot be kept is no reason to bother anybody.
      void client.settings.write({ scope: 'app', key: KEY, value: panes.value }).catch(() => undefined)
    },
  }
}

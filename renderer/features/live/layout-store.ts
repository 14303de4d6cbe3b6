/** Keeps the layout of the account and gives it back. */
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { parseLayout, type SavedLayout } from './layout.ts'

const LAYOUT_KEY = 'live.layout'

export interface LayoutStore {
  /** What this account had last; undefined when nothing (usable) was kept or it cannot be read. */
  read(): Promise<SavedLayout | undefined>
  /**
   * Writes at the end of this task, once however many changes it made: a sign-out, a reload or the end of the program must
   * not come first. A layout that cannot be kept costs nobody his picture: no error.
   */
  save(layout: () => SavedLayout): void
}

export function createLayoutStore(client: Pick<WatchpostClient, 'settings'>): LayoutStore {
  let isWaiting = false

  function write(layout: SavedLayout): void {
    isWaiting = false
    void client.settings.write({ scope: 'account', key: LAYOUT_KEY, value: layout }).catch(() => undefined)
  }

  return {
    async read() {
      const kept = await client.settings.read({ scope: 'account', key: LAYOUT_KEY }).catch(() => undefined)
      return parseLayout(kept?.value)
    },
    save(layout) {
      if (isWaiting) return
      isWaiting = true
      queueMicrotask(() => write(layout()))
    },
  }
}

/** The tree beside the grid: its width and whether it is shown, the same in all windows of this installation. */
import { shallowRef, type ShallowRef } from 'vue'
import { useClient } from '../../client.ts'
import { parseSidebar, type Sidebar } from './sidebar.ts'

const KEY = 'live.sidebar'

export interface SidebarControl {
  readonly sidebar: ShallowRef<Sidebar>
  resize(widthPx: number): void
  toggle(): void
  /** Writes what is on screen. A width that cannot be kept is no reason to bother anybody. */
  keep(): void
}

export function useSidebar(): SidebarControl {
  const client = useClient()
  const sidebar = shallowRef<Sidebar>(parseSidebar(undefined))
  let touched = false

  async function read(): Promise<void> {
    const kept = await client.settings.read({ scope: 'app', key: KEY }).catch(() => undefined)
    if (!touched) sidebar.value = parseSidebar(kept?.value)
  }
  void read()

  function keep(): void {
    void client.settings.write({ scope: 'app', key: KEY, value: sidebar.value }).catch(() => undefined)
  }

  return {
    sidebar,
    resize(widthPx) {
      touched = true
      sidebar.value = { ...sidebar.value, widthPx }
    },
    toggle() {
      touched = true
      sidebar.value = { ...sidebar.value, collapsed: !sidebar.value.collapsed }
      keep()
    },
    keep,
  }
}

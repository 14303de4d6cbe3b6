/** The layouts belong to the account; an expired session keeps its pictures until it is resumed or given up. */
import { ref, watch, type Ref } from 'vue'
import { useSessionStore } from '../session/store.ts'
import type { LayoutStore } from './layout-store.ts'
import type { PaneEvent } from './pane-machine.ts'
import type { Wall } from './wall.ts'

interface Parts {
  readonly wall: Wall
  readonly store: LayoutStore
  readonly nameOf: (number: number) => string
  readonly sendAll: (event: PaneEvent) => void
}

export function followSession({ wall, store, nameOf, sendAll }: Parts): { readonly damaged: Ref<readonly string[]> } {
  const session = useSessionStore()
  const damaged = ref<readonly string[]>([])
  /** Whose layouts are on screen; nothing is saved before they were read. */
  let account: string | undefined
  const signedInAs = (): string | undefined =>
    session.phase === 'signed-in' ? `${session.session.siteId} ${session.session.username}` : undefined

  function leave(): void {
    account = undefined
    damaged.value = []
    wall.leave()
  }

  async function restore(name: string): Promise<void> {
    const kept = await store.read(nameOf)
    // Signed out, or signed in as somebody else, while they were read.
    if (signedInAs() !== name || account === name) return
    account = name
    wall.take(kept)
    damaged.value = kept.damaged
  }

  watch(
    signedInAs,
    (name) => {
      if (name === undefined) return
      if (account !== undefined && account !== name) leave()
      if (account === undefined) void restore(name)
      else sendAll({ type: 'signedIn' })
    },
    { immediate: true },
  )
  watch(
    () => session.inside,
    (inside) => {
      if (!inside) leave()
    },
  )
  return { damaged }
}

/** How pictures of single cameras are shown, kept for the account: a camera that hangs on its side does so tomorrow too. */
import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import { useClient } from '../../client.ts'
import type { ChannelRef } from '../../ui/channel-drag.ts'
import { useSessionStore } from '../session/store.ts'
import { readView, USUAL_VIEW, type PictureView } from './picture-view.ts'

const KEY = 'live.views'
/** The one that changed longest ago goes first. */
const MOST_VIEWS = 2_000

const nameOf = ({ puid, index }: ChannelRef): string => `${puid} ${index}`

export const useViewStore = defineStore('live-views', () => {
  const client = useClient()
  const session = useSessionStore()
  const views = shallowRef<ReadonlyMap<string, PictureView>>(new Map())

  watch(
    () => (session.phase === 'signed-in' ? `${session.session.siteId} ${session.session.username}` : undefined),
    async (account) => {
      if (account === undefined) return
      const kept = await client.settings.read({ scope: 'account', key: KEY }).catch(() => undefined)
      views.value = new Map(readAll(kept?.value))
    },
    { immediate: true },
  )
  client.on('settings.changed', ({ scope, key, value }) => {
    if (scope === 'account' && key === KEY) views.value = new Map(readAll(value))
  })

  return {
    of: (channel: ChannelRef | undefined): PictureView => (channel && views.value.get(nameOf(channel))) ?? USUAL_VIEW,
    /** Applied at once; what cannot be kept is usual again after a restart. */
    set(channel: ChannelRef, view: PictureView): void {
      const next = new Map(views.value)
      next.delete(nameOf(channel))
      if (view.turns !== USUAL_VIEW.turns || view.fills !== USUAL_VIEW.fills) next.set(nameOf(channel), view)
      if (next.size > MOST_VIEWS) next.delete([...next.keys()][0] ?? '')
      views.value = next
      void client.settings.write({ scope: 'account', key: KEY, value: Object.fromEntries(next) }).catch(() => undefined)
    },
  }
})

function readAll(value: unknown): [string, PictureView][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, kept]) => {
    const view = readView(kept)
    return view ? [[name, view] as [string, PictureView]] : []
  })
}

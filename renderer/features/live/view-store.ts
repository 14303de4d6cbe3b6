/** How pictures of single cameras are shown, kept for the account: a camera that hangs on its side does so tomorrow too. */
import { defineStore } from 'pinia'
import { useClient } from '../../client.ts'
import type { ChannelRef } from '../../ui/channel-drag.ts'
import { keptSetting } from '../settings/kept-setting.ts'
import { readView, USUAL_VIEW, type PictureView } from './picture-view.ts'

/** The one that changed longest ago goes first. */
const MOST_VIEWS = 2_000

const nameOf = ({ puid, index }: ChannelRef): string => `${puid} ${index}`

export const useViewStore = defineStore('live-views', () => {
  const { value: views, choose } = keptSetting<ReadonlyMap<string, PictureView>>(useClient(), {
    scope: 'account',
    key: 'live.views',
    read: (kept) => new Map(readAll(kept)),
    write: Object.fromEntries,
  })

  return {
    of: (channel: ChannelRef | undefined): PictureView => (channel && views.value.get(nameOf(channel))) ?? USUAL_VIEW,
    /** Applied at once; what cannot be kept is usual again after a restart. */
    set(channel: ChannelRef, view: PictureView): void {
      const next = new Map(views.value)
      next.delete(nameOf(channel))
      if (view.turns !== USUAL_VIEW.turns || view.fills !== USUAL_VIEW.fills) next.set(nameOf(channel), view)
      if (next.size > MOST_VIEWS) next.delete([...next.keys()][0] ?? '')
      void choose(next).catch(() => undefined)
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

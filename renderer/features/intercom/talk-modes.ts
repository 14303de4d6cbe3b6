/** How one talks with a device: by a key that is held, or over an open line. Chosen for each device, kept for the account. */
import { shallowRef, watch } from 'vue'
import type { WatchpostClient } from '../../../shared/contract/index.ts'

export const TALK_MODES = ['held', 'open'] as const
export type TalkMode = (typeof TALK_MODES)[number]

const KEY = 'intercom.modes'
/** Devices that are remembered; the one that was chosen longest ago goes first. */
const MOST_DEVICES = 500

/** `account` changes with who is signed in; undefined while nobody is. */
export function createTalkModes({ settings }: Pick<WatchpostClient, 'settings'>, account: () => string | undefined) {
  const chosen = shallowRef<ReadonlyMap<string, TalkMode>>(new Map())
  watch(
    account,
    async (now) => {
      chosen.value = new Map()
      if (now === undefined) return
      const kept = await settings.read({ scope: 'account', key: KEY }).catch(() => undefined)
      if (account() === now) chosen.value = new Map([...parse(kept?.value), ...chosen.value])
    },
    { immediate: true },
  )
  return {
    of: (puid: string): TalkMode | undefined => chosen.value.get(puid),
    /** Applied at once; a failure to keep it is thrown (`disk`). */
    async choose(puid: string, mode: TalkMode): Promise<void> {
      const others = [...chosen.value].filter(([other]) => other !== puid)
      chosen.value = new Map([...others.slice(1 - MOST_DEVICES), [puid, mode]])
      await settings.write({ scope: 'account', key: KEY, value: Object.fromEntries(chosen.value) })
    },
  }
}

function parse(value: unknown): [string, TalkMode][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([puid, kept]) => {
    const mode = TALK_MODES.find((known) => known === kept)
    return mode ? [[puid, mode] as [string, TalkMode]] : []
  })
}

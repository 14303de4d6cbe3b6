/**
 * How pictures come to this desk: the operator's choice for all panes, kept for this installation, and for each device the way
 * that showed its last picture, kept for the account. Kept choices may be edited by hand: what does not fit is left out.
 */
import { defineStore } from 'pinia'
import { watch } from 'vue'
import { useClient } from '../../client.ts'
import { useSessionStore } from '../session/store.ts'
import { appChoice } from './app-choice.ts'
import { isTransportChoice, TRANSPORTS, waysFor, type Transport, type TransportChoice } from './transport.ts'

const BEST_KEY = 'live.bestTransport'
/** Devices that are remembered; the one whose way changed longest ago goes first. */
const MOST_DEVICES = 2_000

export const useTransportStore = defineStore('transport', () => {
  const client = useClient()
  const session = useSessionStore()
  const { value: choice, choose } = appChoice<TransportChoice>(client, 'live.transport', (kept) =>
    isTransportChoice(kept) ? kept : 'auto',
  )
  let best = new Map<string, Transport>()

  watch(
    () => (session.phase === 'signed-in' ? `${session.session.siteId} ${session.session.username}` : undefined),
    async (account) => {
      if (account === undefined) return
      best = new Map()
      const kept = await client.settings.read({ scope: 'account', key: BEST_KEY }).catch(() => undefined)
      for (const [puid, transport] of readBest(kept?.value)) if (!best.has(puid)) best.set(puid, transport)
    },
    { immediate: true },
  )

  return {
    choice,
    choose,
    waysOf: (puid: string, own: TransportChoice | undefined) => waysFor(own ?? choice.value, best.get(puid)),
    /** A picture of the device came this way. What cannot be kept is found out again. */
    remember(puid: string, transport: Transport): void {
      if (best.get(puid) === transport) return
      best.delete(puid)
      best.set(puid, transport)
      if (best.size > MOST_DEVICES) best.delete([...best.keys()][0] ?? '')
      const value = Object.fromEntries(best)
      void client.settings.write({ scope: 'account', key: BEST_KEY, value }).catch(() => undefined)
    },
  }
})

function readBest(value: unknown): [string, Transport][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([puid, kept]) => {
    const transport = TRANSPORTS.find((known) => known === kept)
    return transport ? [[puid, transport] as [string, Transport]] : []
  })
}

/**
 * How pictures come to this desk: the operator's choice for all panes, kept for this installation, and for each device and
 * network the way that showed its last picture, kept for the account.
 */
import { defineStore } from 'pinia'
import { watch } from 'vue'
import { useClient } from '../../client.ts'
import { useSessionStore } from '../session/store.ts'
import { keptSetting } from '../settings/kept-setting.ts'
import { BestWays } from './best-ways.ts'
import { isTransportChoice, waysFor, type Transport, type TransportChoice } from './transport.ts'

const BEST_KEY = 'live.bestTransport'

export const useTransportStore = defineStore('transport', () => {
  const client = useClient()
  const session = useSessionStore()
  const { value: choice, choose } = keptSetting<TransportChoice>(client, {
    scope: 'app',
    key: 'live.transport',
    read: (kept) => (isTransportChoice(kept) ? kept : 'auto'),
  })
  const best = new BestWays()
  const network = (): string | undefined => session.connection.network

  watch(
    () => (session.phase === 'signed-in' ? `${session.session.siteId} ${session.session.username}` : undefined),
    async (account) => {
      if (account === undefined) return
      best.clear()
      const kept = await client.settings.read({ scope: 'account', key: BEST_KEY }).catch(() => undefined)
      best.take(kept?.value)
    },
    { immediate: true },
  )

  return {
    choice,
    choose,
    waysOf: (puid: string, own: TransportChoice | undefined) => waysFor(own ?? choice.value, best.of(network(), puid)),
    /** A picture of the device came this way. What cannot be kept is found out again. */
    remember(puid: string, transport: Transport): void {
      if (!best.remember(network(), puid, transport)) return
      void client.settings.write({ scope: 'account', key: BEST_KEY, value: best.value }).catch(() => undefined)
    },
  }
})

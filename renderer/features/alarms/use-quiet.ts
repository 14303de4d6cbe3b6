/** What keeps alarms quiet: do-not-disturb, kept for the account, and a mute for some minutes in this window. */
import { ref, watch, type Ref } from 'vue'
import { ALARM_SETTINGS } from '../../../shared/contract/alarms.ts'
import { useClient } from '../../client.ts'
import { useSessionStore } from '../session/store.ts'

export interface Quiet {
  readonly doNotDisturb: Ref<boolean>
  /** Epoch ms. */
  readonly mutedUntil: Ref<number>
  /** 0 ends it. */
  mute(minutes: number): void
  /** Applied when it is kept: the core reads it too. Errors: `disk`. */
  setDoNotDisturb(value: boolean): Promise<void>
}

export function useQuiet(): Quiet {
  const client = useClient()
  const session = useSessionStore()
  const doNotDisturb = ref(false)
  const mutedUntil = ref(0)

  async function read(): Promise<void> {
    const kept = await client.settings
      .read({ scope: 'account', key: ALARM_SETTINGS.doNotDisturb })
      .catch(() => undefined)
    doNotDisturb.value = kept?.value === true
  }
  client.on('settings.changed', ({ scope, key, value }) => {
    if (scope === 'account' && key === ALARM_SETTINGS.doNotDisturb) doNotDisturb.value = value === true
  })
  watch(
    () => session.inside,
    (inside) => inside && void read(),
    { immediate: true },
  )

  return {
    doNotDisturb,
    mutedUntil,
    mute: (minutes) => void (mutedUntil.value = minutes > 0 ? Date.now() + minutes * 60_000 : 0),
    async setDoNotDisturb(value) {
      await client.settings.write({ scope: 'account', key: ALARM_SETTINGS.doNotDisturb, value })
      doNotDisturb.value = value
    },
  }
}

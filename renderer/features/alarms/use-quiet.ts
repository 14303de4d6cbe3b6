/** What keeps alarms quiet, kept for the account and the same in all its windows: do-not-disturb, and a mute for some minutes. */
import { ref, watch, type Ref } from 'vue'
import { ALARM_SETTINGS } from '../../../shared/contract/alarms.ts'
import { useClient } from '../../client.ts'
import { useSessionStore } from '../session/store.ts'

export interface Quiet {
  readonly doNotDisturb: Ref<boolean>
  /** Epoch ms. */
  readonly mutedUntil: Ref<number>
  /** 0 ends it. Errors: `disk`. */
  mute(minutes: number): Promise<void>
  /** Applied when it is kept: the core reads it too. Errors: `disk`. */
  setDoNotDisturb(value: boolean): Promise<void>
}

export function useQuiet(): Quiet {
  const client = useClient()
  const session = useSessionStore()
  const doNotDisturb = ref(false)
  const mutedUntil = ref(0)

  const apply: Record<string, (value: unknown) => void> = {
    [ALARM_SETTINGS.doNotDisturb]: (value) => (doNotDisturb.value = value === true),
    [ALARM_SETTINGS.mutedUntil]: (value) => (mutedUntil.value = typeof value === 'number' ? value : 0),
  }

  async function write(key: string, value: unknown): Promise<void> {
    await client.settings.write({ scope: 'account', key, value })
    apply[key]?.(value)
  }

  async function read(): Promise<void> {
    for (const key of Object.keys(apply)) {
      const kept = await client.settings.read({ scope: 'account', key }).catch(() => undefined)
      apply[key]?.(kept?.value)
    }
  }
  client.on('settings.changed', ({ scope, key, value }) => {
    if (scope === 'account') apply[key]?.(value)
  })
  watch(
    () => session.inside,
    (inside) => inside && void read(),
    { immediate: true },
  )

  return {
    doNotDisturb,
    mutedUntil,
    mute: (minutes) => write(ALARM_SETTINGS.mutedUntil, minutes > 0 ? Date.now() + minutes * 60_000 : 0),
    setDoNotDisturb: (value) => write(ALARM_SETTINGS.doNotDisturb, value),
  }
}

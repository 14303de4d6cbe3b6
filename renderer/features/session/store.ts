/** Who is signed in, as the core says it. Changes only by the core's events; the actions ask and throw what is refused. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import type { CallInput } from '../../../shared/contract/define.ts'
import type {
  ConnectionState,
  PasswordRules,
  session as contract,
  SessionState,
} from '../../../shared/contract/session.ts'
import { useClient } from '../../client.ts'

type SignIn = CallInput<(typeof contract.calls)['signIn']>

export const useSessionStore = defineStore('session', () => {
  const client = useClient()
  const session = shallowRef<SessionState>({ phase: 'signed-out', permissions: [], insecure: false })
  const connection = shallowRef<ConnectionState>({ reachable: true, since: Date.now() })
  /** The session expired and was not resumed or given up yet: its screens stay, a sign-in panel lies over them. */
  const resuming = ref(false)

  /** The platform the operator asked for and is not in yet: the sign-in screen shows it. */
  const wantedSiteId = ref<string>()

  /** The automatic tries of `away` run, one of them perhaps just now. */
  const waiting = ref(false)
  /** "Try now" ends the waiting try and starts another: one wait to the operator. */
  let tryingNow = false

  function apply(state: SessionState): void {
    waiting.value = tryingNow || state.phase === 'away' || (state.phase === 'signing-in' && waiting.value)
    if (state.phase === 'expired') resuming.value = true
    else if (state.phase === 'signed-in') {
      resuming.value = false
      // The answer to an earlier sign-in may come when the operator already asked for another platform.
      if (state.siteId === wantedSiteId.value) wantedSiteId.value = undefined
    }
    // A refused try to resume ends signed out with an error; only an operator who leaves ends without one.
    else if (state.phase === 'signed-out' && !state.error) resuming.value = false
    session.value = state
  }

  const phase = computed(() => session.value.phase)
  const clockAheadMs = computed(() => connection.value.clockAheadMs ?? 0)

  /** Reads the state and follows it from then on. Once, before the first screen. */
  async function start(): Promise<void> {
    client.on('session.changed', apply)
    client.on('session.connectionChanged', (state) => (connection.value = state))
    const state = await client.session.state({})
    connection.value = state.connection
    apply(state.session)
  }

  return {
    session,
    connection,
    resuming,
    waiting,
    wantedSiteId,
    phase,
    /** Platform's clock minus this machine's, ms; 0 as long as it is not known. */
    clockAheadMs,
    /** Epoch ms by the platform's clock. Where it is on screen: `usePlatformNow`. */
    platformNow: (): number => Date.now() + clockAheadMs.value,
    /** Areas are shown: there is a session, or one that expired and waits. */
    inside: computed(() => phase.value === 'signed-in' || resuming.value),
    start,
    /** Refusals are thrown (`platform`, `tls-unknown` …); "cannot be reached" is the phase `away`. */
    async signIn(input: SignIn): Promise<void> {
      tryingNow = waiting.value
      wantedSiteId.value = input.siteId
      try {
        apply(await client.session.signIn(input))
      } finally {
        tryingNow = false
        apply(session.value)
      }
    },
    enterOffline: () => client.session.enterOffline({}).then(apply),
    ...actionsOf(client),
  }
})

/** What changes nothing here but by the core's events. */
function actionsOf({ session }: WatchpostClient) {
  return {
    async cancel(): Promise<void> {
      await session.cancel({})
    },
    async signOut(): Promise<void> {
      await session.signOut({})
    },
    async changePassword(oldPassword: string, newPassword: string): Promise<void> {
      await session.changePassword({ oldPassword, newPassword })
    },
    passwordRules: (): Promise<PasswordRules> => session.passwordRules({}),
  }
}

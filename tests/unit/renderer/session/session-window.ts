import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { clientKey } from '../../../../renderer/client.ts'
import { useSessionStore } from '../../../../renderer/features/session/store.ts'
import { session as contract, type SessionState } from '../../../../shared/contract/session.ts'
import { Emitter } from '../../../../shared/emitter.ts'
import { memoryPipe } from '../../../../shared/memory-pipe.ts'
import { connect, serve } from '../../../../shared/wire.ts'

export const ACCOUNT = { siteId: 'a', username: 'zhang', permissions: [], insecure: false }
export const OUT: SessionState = { phase: 'signed-out', permissions: [], insecure: false }

/** A session over a real pipe. `answer` is what signIn does; it may tell states on the way. */
export async function openSession(
  answer: (tell: (state: SessionState) => void) => SessionState | Promise<SessionState>,
) {
  const events = new Emitter<{ name: string; payload: unknown }>()
  const tell = (state: SessionState): void => events.emit({ name: 'session.changed', payload: state })
  const [ours, theirs] = memoryPipe()
  serve({
    contract: { session: contract },
    handlers: {
      session: {
        state: () => ({ session: OUT, connection: { reachable: true, since: 1 } }),
        signIn: () => answer(tell),
        enterOffline: () => OUT,
        cancel: () => null,
        signOut: () => {
          tell(OUT)
          return null
        },
        changePassword: () => null,
        passwordRules: () => ({ complex: true, cycleDays: 0 }),
      },
    },
    events: { subscribe: (listener) => events.on(({ name, payload }) => listener(name, payload)) },
    checker: () => () => undefined,
    onInternal: (error) => String(error),
  })(theirs)
  const pinia = createPinia()
  createApp({})
    .provide(clientKey as symbol, connect({ session: contract }, ours))
    .use(pinia)
  const store = useSessionStore(pinia)
  await store.start()
  return { store, tell, pinia }
}

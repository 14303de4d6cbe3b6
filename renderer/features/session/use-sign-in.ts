/** What the sign-in form holds and does. The password lives here and nowhere else in the window, and only until it worked. */
import { computed, ref, watch, type Ref } from 'vue'
import type { Site } from '../../../shared/contract/sites.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { useNowMs } from '../../ui/use-now.ts'
import { useSitesStore } from '../sites/store.ts'
import { useSessionStore } from './store.ts'
import { useAccountFields } from './use-account-fields.ts'
import { useRefusal } from './use-refusal.ts'

export type SignIn = ReturnType<typeof useSignIn>

export function useSignIn(site: Readonly<Ref<Site | undefined>>) {
  const session = useSessionStore()
  const sites = useSitesStore()
  const now = useNowMs()
  const fields = useAccountFields(site)
  const { username, password, remember, ready } = fields
  const running = ref(false)
  const refusal = useRefusal(() => site.value?.id, username, now)
  watch(() => site.value?.id, refusal.forget)

  async function submit(): Promise<void> {
    if (!site.value || !ready.value || running.value || refusal.lockedSeconds.value > 0) return
    const typed = password.value
    refusal.clear()
    running.value = true
    try {
      const account = { siteId: site.value.id, username: username.value.trim(), remember: remember.value }
      await session.signIn(typed === '' ? account : { ...account, password: typed })
      // The tries of `away` go on in the core; "try now" needs it once more.
      if (session.phase !== 'away') password.value = ''
    } catch (thrown) {
      const envelope = toEnvelope(thrown)
      if (envelope.code === 'not-found' && typed === '') refusal.keptGone.value = true
      else refusal.note(envelope)
    } finally {
      running.value = false
    }
  }

  /** Does something to the site's certificate and tries again; without a password the form asks for it. */
  async function afterCertificate(change: Promise<void>): Promise<void> {
    try {
      await change
      refusal.clear()
      await submit()
    } catch (thrown) {
      refusal.note(toEnvelope(thrown))
    }
  }

  return {
    site,
    ...fields,
    now,
    submit,
    error: refusal.error,
    lockedSeconds: refusal.lockedSeconds,
    keptGone: refusal.keptGone,
    clear: refusal.clear,
    busy: computed(() => running.value || session.phase === 'signing-in'),
    enterOffline: () => session.enterOffline().catch((thrown: unknown) => refusal.note(toEnvelope(thrown))),
    cancel: () => session.cancel().catch((thrown: unknown) => refusal.note(toEnvelope(thrown))),
    trust: (fingerprint: string) => afterCertificate(sites.trust(site.value?.id ?? '', fingerprint)),
    forgetCertificate: () => afterCertificate(sites.forgetCertificate(site.value?.id ?? '')),
  }
}

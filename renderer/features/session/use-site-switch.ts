/** From one platform to another without passing by the sign-in screen, where this computer keeps what is needed. */
import type { Site } from '../../../shared/contract/sites.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { useSessionStore } from './store.ts'

/** Whether `site` is entered without typing. */
export function isEnteredAtOnce(site: Site): boolean {
  return site.hasPassword && site.lastUsername !== undefined
}

export function useSiteSwitch(): (site: Site) => Promise<void> {
  const session = useSessionStore()

  /** Ends the session here. What then keeps the operator out of `site` is said at its sign-in form. */
  return async (site) => {
    session.wantedSiteId = site.id
    if (isEnteredAtOnce(site)) {
      try {
        await session.signIn({ siteId: site.id, username: site.lastUsername ?? '', remember: true })
        return
      } catch (thrown) {
        // The keyring lost the password: nothing has happened yet, and the form asks for it.
        if (toEnvelope(thrown).code !== 'not-found') return
      }
    }
    await session.signOut()
  }
}

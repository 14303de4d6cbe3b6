/** The saved platforms, as the core keeps them. */
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Site, SiteInput, SiteList } from '../../../shared/contract/sites.ts'
import { useClient } from '../../client.ts'

export const useSitesStore = defineStore('sites', () => {
  const client = useClient()
  const sites = shallowRef<readonly Site[]>([])
  const lastSiteId = ref<string>()

  function apply(list: SiteList): void {
    sites.value = list.sites
    lastSiteId.value = list.lastSiteId
  }

  /** Reads the list and follows it from then on. Once, before the first screen. */
  async function start(): Promise<void> {
    client.on('sites.changed', apply)
    apply(await client.sites.list({}))
  }

  return {
    sites,
    lastSiteId,
    start,
    byId: (siteId: string | undefined): Site | undefined => sites.value.find((site) => site.id === siteId),
    /** Adds or changes. Errors: `bad-address`, `not-found`. The list follows by event. */
    save: (input: SiteInput): Promise<Site> => client.sites.save(input),
    async remove(siteId: string): Promise<void> {
      await client.sites.remove({ siteId })
    },
    async trust(siteId: string, fingerprint: string): Promise<void> {
      await client.sites.trust({ siteId, fingerprint })
    },
    async forgetCertificate(siteId: string): Promise<void> {
      await client.sites.forgetCertificate({ siteId })
    },
    async forgetPassword(siteId: string): Promise<void> {
      await client.sites.forgetPassword({ siteId })
    },
  }
})

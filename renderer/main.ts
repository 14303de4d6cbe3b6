import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { clientKey, openClient } from './client.ts'
import { useCacheStore } from './features/cache/store.ts'
import { useSessionStore } from './features/session/store.ts'
import { useAppInfoStore } from './features/settings/app-info-store.ts'
import { useSettingsStore } from './features/settings/store.ts'
import CoreLost from './features/shell/CoreLost.vue'
import { useSitesStore } from './features/sites/store.ts'
import { i18n } from './i18n.ts'
import { createAppRouter } from './router.ts'
import './ui/tokens.css'

async function start(): Promise<void> {
  const client = await openClient()
  const pinia = createPinia()
  const app = createApp(App).provide(clientKey, client).use(pinia).use(i18n)
  // Language, theme, sites and session are known before the first screen, so that nothing flickers.
  const stores = [
    useSettingsStore(pinia),
    useAppInfoStore(pinia),
    useSitesStore(pinia),
    useSessionStore(pinia),
    useCacheStore(pinia),
  ]
  await Promise.all(stores.map((store) => store.start()))
  app.use(createAppRouter(pinia)).mount('#app')
}

// Without a core there is nothing to start; the screen that says so waits for it.
start().catch(() => createApp(CoreLost).use(i18n).mount('#app'))

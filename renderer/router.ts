/** Areas and the sign-in screen. Addresses stand behind `#`: the same build is served by the loopback server and by app://. */
import type { Pinia } from 'pinia'
import { createRouter, createWebHashHistory, type Router } from 'vue-router'
import { useSessionStore } from './features/session/store.ts'
import AppShell from './features/shell/AppShell.vue'

declare module 'vue-router' {
  interface RouteMeta {
    /** Shown only while there is a session, or one that expired and waits to be resumed. */
    needsSession?: boolean
    /** Lives from the local database: where that is refused, it says so. */
    needsStore?: boolean
  }
}

export function createAppRouter(pinia: Pinia): Router {
  const router = createRouter({
    history: createWebHashHistory(),
    routes: [
      { path: '/wall', component: () => import('./features/live/WallScreen.vue'), meta: { needsSession: true } },
      { path: '/sign-in', component: () => import('./features/session/SignInScreen.vue') },
      {
        path: '/',
        component: AppShell,
        meta: { needsSession: true },
        redirect: '/live',
        children: [
          { path: 'live', component: () => import('./features/live/LiveArea.vue') },
          { path: 'map', component: () => import('./features/map/MapArea.vue') },
          { path: 'chat', component: () => import('./features/chat/ChatArea.vue'), meta: { needsStore: true } },
          { path: 'conferences', component: () => import('./features/conferences/ConferencesArea.vue') },
          {
            path: 'alarms',
            component: () => import('./features/alarms/AlarmsArea.vue'),
            meta: { needsStore: true },
            redirect: '/alarms/list',
            children: [
              { path: 'list', component: () => import('./features/alarms/AlarmsPage.vue') },
              { path: 'report', component: () => import('./features/alarms/ReportPage.vue') },
              { path: 'setup', component: () => import('./features/alarms/SetupPage.vue') },
            ],
          },
          {
            path: 'administration',
            component: () => import('./features/administration/AdministrationArea.vue'),
            redirect: '/administration/explorer',
            children: [
              { path: 'explorer', component: () => import('./features/administration/ExplorerPage.vue') },
              { path: 'media', component: () => import('./features/administration/MediaPage.vue') },
            ],
          },
          { path: 'ledger', component: () => import('./features/ledger/LedgerPage.vue'), meta: { needsStore: true } },
          { path: 'settings', component: () => import('./features/settings/SettingsArea.vue') },
        ],
      },
      { path: '/:unknown(.*)*', redirect: '/live' },
    ],
  })
  router.beforeEach((to) => {
    const session = useSessionStore(pinia)
    if (to.meta.needsSession && !session.inside) return { path: '/sign-in', query: { next: to.fullPath } }
    if (to.path === '/sign-in' && session.inside) return nextAddress(to.query['next'])
    return true
  })
  return router
}

/** Where to go after the sign-in: only an address of ours. */
export function nextAddress(next: unknown): string {
  return typeof next === 'string' && /^\/[a-z]/.test(next) && !next.startsWith('/sign-in') ? next : '/live'
}

/**
 * Ties the wall to the rest of the program: who is signed in, which devices are on-line, which leases the core gave up, what
 * other windows show. Lives as long as the window, so that pictures keep playing while the operator looks at another area.
 */
import { useIntervalFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { markRaw, watch } from 'vue'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { useClient } from '../../client.ts'
import { i18n } from '../../i18n.ts'
import { useFleetStore } from '../fleet/store.ts'
import { useSessionStore } from '../session/store.ts'
import { useGovernorStore } from './governor-store.ts'
import { startGovernor } from './start-governor.ts'
import type { PaneController } from './pane-controller.ts'
import { followSession } from './follow-session.ts'
import { LiveGrid } from './grid.ts'
import { MAX_PANES } from './grid-shapes.ts'
import { createLayoutStore, type LayoutStore } from './layout-store.ts'
import { createLivePanes, type LivePanes } from './live-panes.ts'
import { createPaneHandover } from './pane-handover.ts'
import { tourResolver } from './tour-items.ts'
import { useTransportStore } from './transport-store.ts'
import { useWakeLock } from './use-wake-lock.ts'
import { Wall } from './wall.ts'
import { wallOf } from './wall-route.ts'
import { startWatchdog, WATCH_INTERVAL_MS } from './watchdog.ts'

/** On screen, lingering, ahead. */
const GRIDS = 3

export const useLiveStore = defineStore('live', () => {
  const client = useClient()
  const session = useSessionStore()
  const only = wallOf(window.location.hash)
  const panes = createLivePanes(client)
  const scenePane = markRaw(panes.create())
  const mapPane = markRaw(panes.create())
  const store = createLayoutStore(client)
  const wall = markRaw(createWall(panes, store, only))
  const ready = followSession({
    wall,
    store,
    nameOf,
    sendAll: (event) => panes.all.forEach((pane) => pane.send(event)),
  })

  tieToFleet(client, panes)
  watch(
    () => session.connection.reachable,
    (reachable) => reachable && panes.all.forEach((pane) => pane.send({ type: 'platformReachable' })),
  )
  const transports = useTransportStore()
  watch(
    () => transports.choice,
    () => panes.all.forEach((pane) => pane.reconsider()),
  )
  const handover = createPaneHandover((pane) => wall.clearPane(pane))
  startWatchdog(panes.all)
  const governor = useGovernorStore()
  startGovernor({
    panes: panes.all,
    isHeld: (pane) => pane === scenePane || pane === mapPane || isInHand(wall.grid.value, pane),
    isOn: () => governor.isOn,
    takeLoad: () => panes.takeLoad(),
  })
  useIntervalFn(() => {
    wall.grid.value.tours.tick()
    wall.tour.tick()
  }, WATCH_INTERVAL_MS)
  followWindows(client, wall)
  useWakeLock(() => panes.all.some((pane) => pane.view.value.kind === 'playing'))
  watch(
    () => session.inside,
    (inside) => {
      if (inside) return
      scenePane.clear()
      panes.forgetStills()
      mapPane.clear()
    },
  )
  return {
    wall,
    /** This window shows one layout and nothing else; undefined for one with tabs. */
    only,
    /** Layouts of which something that was kept could not be used. */
    damaged: ready.damaged,
    /** One more picture for a scene that lies over the areas: opened and cleared by it, followed like the others. */
    scenePane,
    /** The same for the card of a unit on the map. */
    mapPane,
    /** Panes that are dragged between windows. */
    handover,
  }
})

/** Selected, or filling the grid. */
function isInHand(grid: LiveGrid, pane: PaneController): boolean {
  const position = grid.maximised.value ?? grid.selected.value
  return grid.panes.value[position] === pane
}

function nameOf(number: number): string {
  return i18n.global.t('layouts.name', { number })
}

function createWall(panes: LivePanes, store: LayoutStore, only: ReturnType<typeof wallOf>): Wall {
  const fleet = useFleetStore()
  const now = (): number => performance.now()
  const tours = { resolve: tourResolver(fleet), spares: panes.spares, now }
  const grids = Array.from({ length: GRIDS }, () =>
    markRaw(
      new LiveGrid(
        Array.from({ length: MAX_PANES }, () => panes.create()),
        (puid) => fleet.deviceById(puid)?.online,
        tours,
      ),
    ),
  )
  return new Wall({ grids, store, nameOf, now, only })
}

/** Which layouts have windows of their own, now and from now on. */
function followWindows(client: WatchpostClient, wall: Wall): void {
  const take = ({ claims }: { claims: string[] }): void => wall.setElsewhere(new Set(claims))
  client.on('walls.changed', take)
  void client.walls.state({}).then(take, () => undefined)
}

function tieToFleet(client: WatchpostClient, panes: LivePanes): void {
  const fleet = useFleetStore()
  const tell = (puid: string, type: 'deviceOnline' | 'deviceOffline'): void => {
    for (const pane of panes.all) if (pane.channel.value?.puid === puid) pane.send({ type })
  }
  fleet.onOnline((puid) => tell(puid, 'deviceOnline'))
  fleet.onOffline((puid) => tell(puid, 'deviceOffline'))
  client.on('live.leaseEnded', ({ leaseId, error }) => {
    panes.all.find((pane) => pane.holds(leaseId))?.leaseEnded(leaseId, error)
  })
}

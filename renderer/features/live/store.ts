/**
 * Ties the grid to the rest of the program: who is signed in, which devices are on-line, which leases the core gave up.
 * Lives as long as the window, so that pictures keep playing while the operator looks at another area.
 */
import { defineStore } from 'pinia'
import { markRaw, watch } from 'vue'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { openMediaChannel, useClient } from '../../client.ts'
import { useFleetStore } from '../fleet/store.ts'
import { useSessionStore } from '../session/store.ts'
import { startBvrtcAttempt } from './bvrtc-attempt.ts'
import { LiveGrid } from './grid.ts'
import { MAX_PANES } from './grid-shapes.ts'
import { createLayoutStore } from './layout-store.ts'
import { PaneController } from './pane-controller.ts'
import { startAttempt } from './player.ts'
import { startRace, type StartTransport } from './race-attempt.ts'
import { createStreams } from './stream/streams.ts'
import { useTransportStore } from './transport-store.ts'
import { createVideoPool } from './video-pool.ts'
import { startWatchdog } from './watchdog.ts'

export const useLiveStore = defineStore('live', () => {
  const client = useClient()
  const fleet = useFleetStore()
  const session = useSessionStore()
  const transports = useTransportStore()
  const [first, ...gridPanes] = createPanes(client)
  const scenePane = markRaw(first)
  const grid = markRaw(new LiveGrid(gridPanes, (puid) => fleet.deviceById(puid)?.online))
  const panes = [scenePane, ...gridPanes]
  followSession(client, grid)

  const tell = (puid: string, type: 'deviceOnline' | 'deviceOffline'): void => {
    for (const pane of panes) if (pane.channel.value?.puid === puid) pane.send({ type })
  }
  fleet.onOnline((puid) => tell(puid, 'deviceOnline'))
  fleet.onOffline((puid) => tell(puid, 'deviceOffline'))
  client.on('live.leaseEnded', ({ leaseId, error }) => {
    panes.find((pane) => pane.holds(leaseId))?.leaseEnded(leaseId, error)
  })
  watch(
    () => session.connection.reachable,
    (reachable) => {
      if (reachable) for (const pane of panes) pane.send({ type: 'platformReachable' })
    },
  )
  watch(
    () => transports.choice,
    () => panes.forEach((pane) => pane.reconsider()),
  )
  startWatchdog(panes)
  watch(
    () => session.inside,
    (inside) => !inside && scenePane.clear(),
  )
  return {
    grid,
    /** One more picture for a scene that lies over the areas: opened and cleared by it, followed like the others. */
    scenePane,
  }
})

/** The scene's and the grid's, out of one pool. */
function createPanes(client: WatchpostClient): [PaneController, ...PaneController[]] {
  const pool = createVideoPool(document)
  const transports = useTransportStore()
  const streams = createStreams()
  const start: StartTransport = (transport, options) =>
    transport === 'webrtc'
      ? startAttempt({ client, streams, ...options })
      : startBvrtcAttempt({ client, streams, openMediaChannel, ...options })
  const create = (): PaneController =>
    markRaw(
      new PaneController({
        startAttempt: (way, options) => (way === 'race' ? startRace(start, options) : start(way, options)),
        waysOf: ({ puid }, own) => transports.waysOf(puid, own),
        onArrived: ({ puid }, transport) => transports.remember(puid, transport),
        pool,
        streams,
        now: () => performance.now(),
        random: Math.random,
        pageVisible: () => document.visibilityState === 'visible',
      }),
    )
  return [create(), ...Array.from({ length: MAX_PANES }, create)]
}

/** The layout belongs to the account; an expired session keeps its pictures until it is resumed or given up. */
function followSession(client: WatchpostClient, grid: LiveGrid): void {
  const session = useSessionStore()
  const layouts = createLayoutStore(client)
  /** Whose layout is on screen; nothing is saved before it was read. */
  let account: string | undefined
  const signedInAs = (): string | undefined =>
    session.phase === 'signed-in' ? `${session.session.siteId} ${session.session.username}` : undefined

  function leave(): void {
    account = undefined
    grid.leave()
  }

  async function restore(name: string): Promise<void> {
    const kept = await layouts.read()
    // Signed out, or signed in as somebody else, while it was read.
    if (signedInAs() !== name || account === name) return
    grid.takeLayout(kept)
    account = name
  }

  grid.layoutChanged.on(() => {
    if (account !== undefined) layouts.save(() => grid.layout())
  })
  watch(
    signedInAs,
    (name) => {
      if (name === undefined) return
      if (account !== undefined && account !== name) leave()
      if (account === undefined) void restore(name)
      else for (const pane of grid.panes.value) pane.send({ type: 'signedIn' })
    },
    { immediate: true },
  )
  watch(
    () => session.inside,
    (inside) => {
      if (!inside) leave()
    },
  )
}

/** The panes of this window, out of one pool of players: the scene's, those of the grids, and spare ones for tours. */
import { markRaw } from 'vue'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { openMediaChannel } from '../../client.ts'
import { useVoiceStore } from '../voice/store.ts'
import { useBufferStore } from './buffer-store.ts'
import { startBvrtcAttempt } from './bvrtc-attempt.ts'
import { MAX_PANES } from './grid-shapes.ts'
import { PaneController } from './pane-controller.ts'
import type { SparePanes } from './pane-tours.ts'
import { startAttempt } from './player.ts'
import { startRace, type StartTransport } from './race-attempt.ts'
import type { StreamLoad } from './stream/load-meter.ts'
import { createStreams } from './stream/streams.ts'
import { useTransportStore } from './transport-store.ts'
import { createVideoPool } from './video-pool.ts'

export interface LivePanes {
  /** All there are, also those made later. */
  readonly all: readonly PaneController[]
  create(): PaneController
  readonly spares: SparePanes
  /** How the worker of the streams copes, since this was asked last. */
  takeLoad(): StreamLoad
}

export function createLivePanes(client: WatchpostClient): LivePanes {
  const { outputs } = useVoiceStore()
  const pool = createVideoPool(document, (video) => outputs.follow(video, 'speech'))
  const transports = useTransportStore()
  const streams = createStreams()
  const buffer = useBufferStore()
  const all: PaneController[] = []
  const free: PaneController[] = []
  const start: StartTransport = (transport, options) =>
    transport === 'webrtc'
      ? startAttempt({ client, streams, ...options })
      : startBvrtcAttempt({ client, streams, openMediaChannel, leastDelayMs: () => buffer.leastMs, ...options })

  function create(): PaneController {
    const pane = markRaw(
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
    all.push(pane)
    return pane
  }

  const running = (): number => all.reduce((sum, pane) => sum + (pane.view.value.kind === 'idle' ? 0 : 1), 0)
  return {
    all,
    create,
    takeLoad: () => streams.takeLoad(),
    spares: {
      take: () => (running() < MAX_PANES ? (free.pop() ?? create()) : undefined),
      give: (pane) => void free.push(pane),
    },
  }
}

/** The panes of this window, out of one pool of players: the scene's, those of the grids, and spare ones for tours. */
import { markRaw, watch } from 'vue'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { useSessionStore } from '../session/store.ts'
import { openMediaChannel } from '../../client.ts'
import type { ChannelRef } from '../../ui/channel-drag.ts'
import { useVoiceStore } from '../voice/store.ts'
import { useBufferStore } from './buffer-store.ts'
import { startBvrtcAttempt } from './bvrtc-attempt.ts'
import { MAX_PANES } from './grid-shapes.ts'
import { PaneController } from './pane-controller.ts'
import type { SparePanes } from './pane-tours.ts'
import { startAttempt } from './player.ts'
import { startRace, type StartTransport } from './race-attempt.ts'
import { Stills, type Still } from './stills.ts'
import type { StreamLoad } from './stream/load-meter.ts'
import { createStreams } from './stream/streams.ts'
import { useTransportStore } from './transport-store.ts'
import { createVideoPool } from './video-pool.ts'

export interface LivePanes {
  /** All there are, also those made later. */
  readonly all: readonly PaneController[]
  create(): PaneController
  readonly spares: SparePanes
  /** Somebody else may sit here now. */
  forgetStills(): void
  /** How the worker of the streams copes, since this was asked last. */
  takeLoad(): StreamLoad
}

export function createLivePanes(client: WatchpostClient): LivePanes {
  const voice = useVoiceStore()
  const pool = createVideoPool(document, (video) => voice.outputs.follow(video, 'speech'))
  const transports = useTransportStore()
  const streams = createStreams()
  const buffer = useBufferStore()
  const { platformNow } = useSessionStore()
  const all: PaneController[] = []
  const now = (): number => performance.now()
  const stills = new Stills(now)
  const free: PaneController[] = []
  const start: StartTransport = (transport, options) =>
    transport === 'webrtc'
      ? startAttempt({ client, streams, platformNow, ...options })
      : startBvrtcAttempt({ client, streams, platformNow, openMediaChannel, leastDelayMs: () => buffer.leastMs, ...options })

  /** What another pane shows at this moment is newer than what was put away. */
  function lastStill(channel: ChannelRef): Still | undefined {
    const shown = all.find(
      (pane) => pane.view.value.kind === 'playing' && pane.channel.value && isSame(pane.channel.value, channel),
    )
    return shown?.still() ?? stills.of(channel)
  }

  function create(): PaneController {
    const pane = markRaw(
      new PaneController({
        startAttempt: (way, options) => (way === 'race' ? startRace(start, options) : start(way, options)),
        waysOf: ({ puid }, own) => transports.waysOf(puid, own),
        onArrived: ({ puid }, transport) => transports.remember(puid, transport),
        pool,
        streams,
        now,
        lastStill,
        keepStill: (channel, still) => stills.keep(channel, still),
        random: Math.random,
        pageVisible: () => document.visibilityState === 'visible',
      }),
    )
    pane.sound.setDucked(voice.isDucked)
    all.push(pane)
    return pane
  }
  watch(
    () => voice.isDucked,
    (isDucked) => all.forEach(({ sound }) => sound.setDucked(isDucked)),
  )

  const running = (): number => all.reduce((sum, pane) => sum + (pane.view.value.kind === 'idle' ? 0 : 1), 0)
  return {
    all,
    create,
    takeLoad: () => streams.takeLoad(),
    forgetStills: () => stills.clear(),
    spares: {
      take: () => (running() < MAX_PANES ? (free.pop() ?? create()) : undefined),
      give: (pane) => void free.push(pane),
    },
  }
}

const isSame = (one: ChannelRef, other: ChannelRef): boolean => one.puid === other.puid && one.index === other.index

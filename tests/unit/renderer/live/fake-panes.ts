/** Panes whose attempts are notes: who was opened, and whether it was stopped. */
import { PaneController } from '../../../../renderer/features/live/pane-controller.ts'
import type { AttemptFact } from '../../../../renderer/features/live/attempt-fact.ts'
import { LiveGrid } from '../../../../renderer/features/live/grid.ts'
import type { PaneToursParts } from '../../../../renderer/features/live/pane-tours.ts'
import { createVideoPool, type VideoPool } from '../../../../renderer/features/live/video-pool.ts'
import type { ChannelRef } from '../../../../renderer/ui/channel-drag.ts'

export interface Opening {
  readonly puid: string
  stopped: boolean
  tell(fact: AttemptFact): void
}

export const channel = (number: number): ChannelRef => ({ puid: `PU_${number}`, index: 0 })

export interface FakePanes {
  now: number
  readonly openings: Opening[]
  readonly pool: VideoPool
  create(): PaneController
  grid(panes: number, tours?: Partial<PaneToursParts>): LiveGrid
  /** Who has a picture or is on the way to one, in the order of opening. */
  running(): string[]
  /** A picture comes of whoever was opened last under this name. */
  play(pane: PaneController): void
}

export function fakePanes(): FakePanes {
  const openings: Opening[] = []
  const pool = createVideoPool(document, () => undefined)
  const panes: FakePanes = {
    now: 1_000,
    openings,
    pool,
    create: () =>
      new PaneController({
        startAttempt: (_transport, { channel: { puid }, tell }) => {
          const opening: Opening = { puid, stopped: false, tell }
          openings.push(opening)
          return {
            holds: () => false,
            leaseEnded: () => undefined,
            setAudible: () => undefined,
            senderAge: () => undefined,
            watch: () => undefined,
            behindMs: () => 0,
            stop: () => void (opening.stopped = true),
            sample: async () => undefined,
            report: async () => undefined,
          }
        },
        waysOf: () => ['webrtc'],
        onArrived: () => undefined,
        pool,
        lastStill: () => undefined,
        keepStill: () => undefined,
        streams: {
          newTape: () => 1,
          closeTape: () => undefined,
          replay: () => undefined as never,
          setEffort: () => undefined,
        },
        now: () => panes.now,
        random: () => 0.5,
        pageVisible: () => true,
      }),
    grid: (count, tours = {}) =>
      new LiveGrid(
        Array.from({ length: count }, () => panes.create()),
        () => true,
        {
          resolve: () => [],
          spares: { take: () => undefined, give: () => undefined },
          now: () => panes.now,
          ...tours,
        },
      ),
    running: () => openings.filter(({ stopped }) => !stopped).map(({ puid }) => puid),
    play: (pane) => pane.send({ type: 'frame', attempt: pane.view.value.attempt }, panes.now),
  }
  return panes
}

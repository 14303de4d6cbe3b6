/** Subscriptions that are open to be looked at. They stay open while operations are tried: an alarm may follow from one. */
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { WatchState, WatchedFrame } from '../../../shared/contract/platform.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { useClient } from '../../client.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'

export interface KeptFrame extends WatchedFrame {
  /** Counts what came, from 1; frames that were dropped count too. */
  readonly number: number
}

export interface Watched {
  /** Undefined while it is closed. */
  readonly watchId: number | undefined
  readonly state: WatchState
  /** The newest first; the oldest go where there are too many. */
  readonly frames: readonly KeptFrame[]
  /** How many came since it was opened, whether kept or not. */
  readonly count: number
  /** Why it could not be opened. */
  readonly error?: ErrorEnvelope | undefined
}

export const MAX_FRAMES = 500

const CONNECTING: WatchState = { phase: 'connecting' }

export const useWatchStore = defineStore('explorer-watches', () => {
  const client = useClient()
  /** By the name of the subscription. */
  const watches = shallowReactive(new Map<string, Watched>())

  function change(watchId: number, next: (watched: Watched) => Watched): void {
    for (const [name, watched] of watches) if (watched.watchId === watchId) watches.set(name, next(watched))
  }
  client.on('platform.watchStateChanged', ({ watchId, state }) => change(watchId, (watched) => ({ ...watched, state })))
  client.on('platform.framesArrived', ({ watchId, frames, dropped }) =>
    change(watchId, (watched) => withFrames(watched, frames, dropped)),
  )
  client.on('platform.watchEnded', ({ watchId }) => change(watchId, (watched) => ({ ...watched, watchId: undefined })))

  async function open(name: string): Promise<void> {
    const fresh: Watched = { watchId: undefined, state: CONNECTING, frames: [], count: 0 }
    try {
      const { watchId } = await client.platform.watch({ subscription: name })
      watches.set(name, { ...fresh, watchId })
    } catch (thrown) {
      watches.set(name, { ...fresh, error: toEnvelope(thrown) })
    }
  }

  /** What came stays to be read. */
  async function close(name: string): Promise<void> {
    const watched = watches.get(name)
    if (watched?.watchId === undefined) return
    watches.set(name, { ...watched, watchId: undefined })
    await client.platform.unwatch({ watchId: watched.watchId })
  }

  return {
    watches,
    open,
    close,
    /** Throws what the core refuses. */
    async say(name: string, message: unknown): Promise<void> {
      const watchId = watches.get(name)?.watchId
      if (watchId !== undefined) await client.platform.say({ watchId, message })
    },
    /** Another account sees nothing of this one's. The core has closed them with its session. */
    forget: () => watches.clear(),
  }
})

/** With what arrived; `dropped` more came and were not kept. */
export function withFrames(watched: Watched, frames: readonly WatchedFrame[], dropped: number): Watched {
  const numbered = frames.map((frame, at) => ({ ...frame, number: watched.count + at + 1 }))
  return {
    ...watched,
    frames: [...numbered.reverse(), ...watched.frames].slice(0, MAX_FRAMES),
    count: watched.count + frames.length + dropped,
  }
}

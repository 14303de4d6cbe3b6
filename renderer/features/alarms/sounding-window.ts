/**
 * Of the windows of one core one sounds: the holder of a lock that the browser passes on at once when that window is gone. What
 * it played is told to the others, so that who takes over neither repeats too early nor leaves a longer silence.
 */
import type { Ref } from 'vue'
import type { Off } from '../../../shared/disposables.ts'
import { createWindowTurn } from '../../ui/window-turn.ts'
import { ORDER, type SoundName } from './sound-rule.ts'

const NAME = 'watchpost.alarm-sounds'

export interface SoundingWindow {
  /** This window plays. */
  readonly isHere: Readonly<Ref<boolean>>
  /** Waits for its turn, behind those that wait already. */
  queue(): void
  /** Lets another one play. */
  leave(): void
  /** `time`: epoch ms. */
  tellPlayed(sound: SoundName, time: number): void
  onPlayed(listener: (sound: SoundName, time: number) => void): Off
}

/** Without `locks` each window plays: twice is better than not at all. */
export function createSoundingWindow(locks: LockManager | undefined): SoundingWindow {
  const { isHere, queue, leave } = createWindowTurn(locks, NAME)
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(NAME)

  return {
    ...{ isHere, queue, leave },
    tellPlayed: (sound, time) => channel?.postMessage({ sound, time }),
    onPlayed(listener) {
      const hear = ({ data }: MessageEvent<unknown>): void => {
        const told = playedOf(data)
        if (told) listener(told.sound, told.time)
      }
      channel?.addEventListener('message', hear)
      return () => channel?.removeEventListener('message', hear)
    },
  }
}

/** A window of an older version may say something else. */
function playedOf(data: unknown): { sound: SoundName; time: number } | undefined {
  if (typeof data !== 'object' || data === null || !('sound' in data) || !('time' in data)) return undefined
  const sound = ORDER.find((each) => each === data.sound)
  return sound && typeof data.time === 'number' ? { sound, time: data.time } : undefined
}

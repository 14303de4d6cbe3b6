/** The sound of one pane. Which pane may be heard is the grid's decision; here it is only done. */
import { shallowRef, type ShallowRef } from 'vue'
import { DEFAULT_VOLUME } from './layout.ts'

export interface PaneSound {
  readonly audible: ShallowRef<boolean>
  /** 0..1 */
  readonly volume: ShallowRef<number>
  /** The browser refused sound because nobody has touched the page yet. */
  readonly blocked: ShallowRef<boolean>
  setAudible(on: boolean): void
  setVolume(volume: number): void
  /** Lower for now, because somebody talks. */
  setDucked(on: boolean): void
  /** To be called when the pane got another video element or stream. Plays it. */
  apply(): void
}

/** Of the chosen volume. */
const DUCKED = 0.2

/** `hear`: told with each `apply` whether somebody listens. */
export function paneSound(video: () => HTMLVideoElement | undefined, hear: (isHeard: boolean) => void): PaneSound {
  const audible = shallowRef(false)
  const volume = shallowRef(DEFAULT_VOLUME)
  const blocked = shallowRef(false)
  let isDucked = false
  const loudness = (): number => (isDucked ? volume.value * DUCKED : volume.value)

  async function play(element: HTMLVideoElement): Promise<void> {
    try {
      await element.play()
    } catch (error) {
      // Aborted by a newer stream is no refusal; only "not allowed" is about sound.
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError' || element.muted) return
      audible.value = false
      hear(false)
      blocked.value = true
      element.muted = true
      await element.play().catch(() => undefined)
    }
  }

  function apply(): void {
    const element = video()
    hear(audible.value)
    if (!element) return
    element.volume = loudness()
    element.muted = !audible.value
    if (element.srcObject) void play(element)
  }

  return {
    audible,
    volume,
    blocked,
    setAudible(on) {
      audible.value = on
      blocked.value = false
      apply()
    },
    setVolume(next) {
      volume.value = Math.min(1, Math.max(0, next))
      apply()
    },
    setDucked(on) {
      isDucked = on
      const element = video()
      if (element) element.volume = loudness()
    },
    apply,
  }
}

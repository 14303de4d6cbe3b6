import { useIntervalFn } from '@vueuse/core'
import type { Camera } from '../../../../shared/contract/ptz.ts'
import { Stillness, type Look } from './stillness.ts'

const LOOK_MS = 250
const COARSE = { width: 32, height: 18 } as const

/** The picture as it plays now; undefined while there is none to trust. */
export type CurrentVideo = () => HTMLVideoElement | undefined

export interface Place {
  readonly at: Camera
  /** Of the preset. */
  readonly id: number
}

/** Watches the picture of a camera that is on its way to a preset. `isMoved`: somebody has the hand on it, so it goes elsewhere. */
export function useArrival(
  video: CurrentVideo,
  isMoved: () => boolean,
  onArrived: (place: Place, playing: HTMLVideoElement) => void,
) {
  const look = createLook()
  let arriving: { place: Place; stillness: Stillness } | undefined

  const { pause, resume } = useIntervalFn(watch, LOOK_MS, { immediate: false })
  function watch(): void {
    const playing = video()
    const seen = playing && look(playing)
    if (!arriving || !playing || !seen || isMoved()) return giveUp()
    const isStill = arriving.stillness.see(seen)
    if (isStill === false) return
    const { place } = arriving
    giveUp()
    if (isStill) onArrived(place, playing)
  }
  function giveUp(): void {
    arriving = undefined
    pause()
  }
  return {
    giveUp,
    wait(place: Place): void {
      arriving = { place, stillness: new Stillness(performance.now()) }
      resume()
    },
  }
}

function createLook(): (playing: HTMLVideoElement) => Look | undefined {
  const canvas = document.createElement('canvas')
  canvas.width = COARSE.width
  canvas.height = COARSE.height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return (playing) => {
    if (!context || playing.readyState < playing.HAVE_CURRENT_DATA) return undefined
    context.drawImage(playing, 0, 0, COARSE.width, COARSE.height)
    const { data } = context.getImageData(0, 0, COARSE.width, COARSE.height)
    const brightness = Array.from({ length: data.length / 4 }, (_, at) => data[at * 4 + 1] ?? 0)
    return { atMs: performance.now(), frames: playing.getVideoPlaybackQuality().totalVideoFrames, brightness }
  }
}

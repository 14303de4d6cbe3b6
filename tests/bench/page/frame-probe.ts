/** Watches frames from inside a page. `installFrameProbe` refers to nothing outside itself but what it is given. */
import type { decodePictureCode } from '../../simulator/picture-code.ts'

export interface FrameProbe {
  /** Waits for the next picture in an empty pane. @returns ms from the double-click to its first presented frame */
  firstFrame(paneTestId: string): Promise<number>
  /** What the code in the picture shown now says, and how old it is, ms. Undefined where it cannot be read. */
  codeOf(video: HTMLVideoElement): { frame: number; ageMs: number } | undefined
  /** @returns ages of `count` presented frames, read from their pixels: ms between sending and the frame's callback */
  ages(selector: string, count: number): Promise<number[]>
}

declare global {
  interface Window {
    frameProbe: FrameProbe
  }
}

export function installFrameProbe(decode: typeof decodePictureCode): void {
  let gestureAt = 0
  addEventListener('dblclick', (event) => (gestureAt = event.timeStamp), true)

  function videoWithin(place: Element): Promise<HTMLVideoElement> {
    return new Promise((resolve) => {
      const look = (): boolean => {
        const video = place.querySelector('video')
        if (video) resolve(video)
        return video !== null
      }
      if (look()) return
      const observer = new MutationObserver(() => look() && observer.disconnect())
      observer.observe(place, { childList: true, subtree: true })
    })
  }

  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })

  /** The two rows of blocks at the top carry the code. */
  function codeOf(video: HTMLVideoElement): { frame: number; ageMs: number } | undefined {
    const now = Date.now()
    const width = video.videoWidth
    const height = Math.ceil(width / 20)
    if (!context || width === 0) return undefined
    canvas.width = width
    canvas.height = height
    context.drawImage(video, 0, 0, width, height, 0, 0, width, height)
    const { data } = context.getImageData(0, 0, width, height)
    const code = decode((x, y) => data[(y * width + x) * 4 + 1] ?? 0, width)
    return code && { frame: code.frame, ageMs: ((now % 4_294_967_296) - code.time) | 0 }
  }

  window.frameProbe = {
    codeOf,
    async firstFrame(paneTestId) {
      const pane = document.querySelector(`[data-testid="${paneTestId}"]`)
      if (!pane) throw new Error(`no ${paneTestId}`)
      const video = await videoWithin(pane)
      return await new Promise((resolve) =>
        video.requestVideoFrameCallback(() => resolve(performance.now() - gestureAt)),
      )
    },
    ages(selector, count) {
      const video = document.querySelector<HTMLVideoElement>(selector)
      if (!video) throw new Error(`no ${selector}`)
      const ages: number[] = []
      return new Promise((resolve) => {
        const presented = (): void => {
          const code = codeOf(video)
          if (code) ages.push(code.ageMs)
          if (ages.length < count) video.requestVideoFrameCallback(presented)
          else resolve(ages)
        }
        video.requestVideoFrameCallback(presented)
      })
    },
  }
}

/** Watches all pictures of a page together. Refers to nothing outside itself but `frameProbe`, which it needs beside it. */

/** What the code of one picture says. */
export interface FrameReading {
  /** Counts the frames that were sent, 16 bits, wraps. */
  readonly frame: number
  /** `performance.now()` at the reading. */
  readonly atMs: number
}

export interface WallProbe {
  /**
   * Waits for the first picture of each of `count` videos that appear in `place` after the next click.
   * @returns ms from that click to each first presented frame; fewer than `count` when `limitMs` ran out
   */
  firstPictures(place: string, count: number, limitMs: number): Promise<number[]>
  /** Of each playing video in the order of the page; undefined where nothing can be read. */
  frames(selector: string): (FrameReading | undefined)[]
  /** @returns ages of up to `each` presented frames of every video, ms; what does not come within `limitMs` is left out */
  ages(selector: string, each: number, limitMs: number): Promise<number[]>
}

declare global {
  interface Window {
    wallProbe: WallProbe
  }
}

export function installWallProbe(): void {
  const playing = (selector: string): HTMLVideoElement[] =>
    [...document.querySelectorAll<HTMLVideoElement>(selector)].filter(({ srcObject }) => srcObject !== null)
  const nextClick = (): Promise<number> =>
    new Promise((resolve) =>
      addEventListener('click', ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true }),
    )
  const limit = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

  window.wallProbe = {
    async firstPictures(place, count, limitMs) {
      const clickedAt = await nextClick()
      const watched = new Set<HTMLVideoElement>()
      const found: number[] = []
      let observer: MutationObserver | undefined
      const all = new Promise<void>((resolve) => {
        const look = (): void => {
          for (const video of document.querySelectorAll<HTMLVideoElement>(`${place} video`)) {
            if (watched.has(video)) continue
            watched.add(video)
            video.requestVideoFrameCallback(() => {
              found.push(performance.now() - clickedAt)
              if (found.length === count) resolve()
            })
          }
        }
        observer = new MutationObserver(look)
        observer.observe(document.body, { childList: true, subtree: true })
        look()
      })
      await Promise.race([all, limit(limitMs)])
      observer?.disconnect()
      return found
    },
    frames: (selector) =>
      playing(selector).map((video) => {
        const code = window.frameProbe.codeOf(video)
        return code && { frame: code.frame, atMs: performance.now() }
      }),
    async ages(selector, each, limitMs) {
      const ages: number[] = []
      const ofOne = (video: HTMLVideoElement): Promise<void> =>
        new Promise((resolve) => {
          let looks = 0
          const presented = (): void => {
            const code = window.frameProbe.codeOf(video)
            if (code) ages.push(code.ageMs)
            if (++looks < each) video.requestVideoFrameCallback(presented)
            else resolve()
          }
          video.requestVideoFrameCallback(presented)
        })
      await Promise.race([Promise.all(playing(selector).map(ofOne)), limit(limitMs)])
      return [...ages]
    },
  }
}

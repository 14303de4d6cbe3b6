/** Counts frames and long tasks of a page while something is done to it. Refers to nothing outside itself. */
export interface MapProbe {
  begin(): void
  /** Since `begin`. */
  end(): { fps: number; longTasks: number; longestMs: number }
  /**
   * Waits until the canvas `selector` has another colour at so many px east of its middle.
   * @returns epoch ms of the frame before which it had
   */
  pixelChanges(selector: string, px: number, limitMs: number): Promise<number>
}

declare global {
  interface Window {
    mapProbe: MapProbe
  }
}

export function installMapProbe(): void {
  let frames = 0
  let startedAt = 0
  const long: number[] = []
  new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  })
  const count = (): void => {
    frames++
    requestAnimationFrame(count)
  }
  requestAnimationFrame(count)

  function colourAt(selector: string, px: number): string {
    const canvas = document.querySelector<HTMLCanvasElement>(selector)
    const pen = canvas?.getContext('2d')
    if (!canvas || !pen) return ''
    return pen.getImageData(Math.round(canvas.width / 2 + px), Math.round(canvas.height / 2), 1, 1).data.join()
  }

  window.mapProbe = {
    begin() {
      frames = long.length = 0
      startedAt = performance.now()
    },
    end: () => ({
      fps: (frames * 1000) / (performance.now() - startedAt),
      longTasks: long.length,
      longestMs: Math.max(0, ...long),
    }),
    pixelChanges(selector, px, limitMs) {
      const before = colourAt(selector, px)
      const until = performance.now() + limitMs
      return new Promise((resolve, reject) => {
        const look = (): void => {
          if (colourAt(selector, px) !== before) resolve(Date.now())
          else if (performance.now() > until) reject(new Error('nothing changed'))
          else requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      })
    },
  }
}

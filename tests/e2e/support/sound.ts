import type { Page } from 'playwright-core'

/** What a pane lets out: nothing while it is muted. */
export async function soundOf(page: Page, pane: number): Promise<{ muted: boolean; volume: number }> {
  return await page.locator(`[data-testid=pane-${pane}] video`).evaluate((video: HTMLVideoElement) => ({
    muted: video.muted,
    volume: video.volume,
  }))
}

/** The loudest frequency in the sound that pane `pane` receives, in Hz; waits until there is one. */
export async function heardHz(page: Page, pane: number): Promise<number> {
  return await page.locator(`[data-testid=pane-${pane}] video`).evaluate(async (video: HTMLVideoElement) => {
    while ((video.srcObject as MediaStream).getAudioTracks().length === 0) await new Promise(requestAnimationFrame)
    const context = new AudioContext()
    const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 })
    context.createMediaStreamSource(video.srcObject as MediaStream).connect(analyser)
    const levels = new Float32Array(analyser.frequencyBinCount)
    try {
      for (;;) {
        await new Promise(requestAnimationFrame)
        analyser.getFloatFrequencyData(levels)
        const loudest = levels.reduce((best, level, at) => (level > (levels[best] ?? -Infinity) ? at : best), 0)
        // A whole window of tone: the first moments are smeared by its beginning.
        if ((levels[loudest] ?? -Infinity) > -40) return (loudest * context.sampleRate) / analyser.fftSize
      }
    } finally {
      await context.close()
    }
  })
}

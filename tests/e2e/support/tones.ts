/** Tones in sound, by Goertzel: what is heard is known by its content. */
import type { Page } from 'playwright-core'

/** The loudest of `frequencies` in a file of sound the page can fetch, with how much of the file they all take. */
export async function tonesOfFile(
  page: Page,
  url: string,
  frequencies: readonly number[],
): Promise<{ shares: Record<number, number>; seconds: number }> {
  return await page.evaluate(
    async ({ address, wanted }) => {
      const answer = await fetch(address)
      if (!answer.ok) throw new Error(`${answer.status} for ${address}`)
      const context = new OfflineAudioContext(1, 1, 48_000)
      const sound = await context.decodeAudioData(await answer.arrayBuffer())
      const samples = sound.getChannelData(0)
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
      const shareOf = (hz: number): number => {
        const turn = 2 * Math.cos((2 * Math.PI * hz) / sound.sampleRate)
        // In stretches of 100 ms: a tone that comes again need not come in step.
        const stretch = Math.round(sound.sampleRate / 10)
        let found = 0
        for (let from = 0; from + stretch <= samples.length; from += stretch) {
          let [one, two] = [0, 0]
          for (let at = from; at < from + stretch; at++) [one, two] = [(samples[at] ?? 0) + turn * one - two, one]
          found += (2 * (one * one + two * two - turn * one * two)) / stretch
        }
        return power === 0 ? 0 : found / samples.length / power
      }
      return {
        shares: Object.fromEntries(wanted.map((hz) => [hz, shareOf(hz)])),
        seconds: sound.duration,
      }
    },
    { address: url, wanted: frequencies },
  )
}

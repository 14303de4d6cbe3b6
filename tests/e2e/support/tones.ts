/** Tones in sound, by Goertzel: what is heard is known by its content. */
import type { Page } from 'playwright-core'
import { toneFrequency } from '../../simulator/media/tone.ts'
import { hashText } from '../../simulator/random.ts'
import type { Simulator } from '../../simulator/simulator.ts'

/** So many on-line devices, each with a tone of its own. */
export function unitsByTone(platform: Simulator, count: number): { readonly id: string; readonly hz: number }[] {
  const byTone = new Map<number, string>()
  for (const { id, online, terminal } of platform.fleet().devices) {
    const hz = toneFrequency(hashText(id))
    if (online && !terminal && !byTone.has(hz)) byTone.set(hz, id)
  }
  if (byTone.size < count) throw new Error(`only ${byTone.size} tones`)
  return [...byTone].slice(0, count).map(([hz, id]) => ({ id, hz }))
}

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

/** What the window lets out, by tones; from the moment on at which it connects its sound: call it before that. */
export async function listenToMix(page: Page) {
  const handle = await page.evaluateHandle(() => {
    const ears: AnalyserNode[] = []
    const connect = AudioNode.prototype.connect as (this: AudioNode, ...to: unknown[]) => AudioNode
    const mixes = new Map<AudioNode, AudioNode>()
    function mixOf(destination: AudioNode): AudioNode {
      const { context } = destination
      const splitter = new ChannelSplitterNode(context, { numberOfOutputs: 2 })
      for (const side of [0, 1]) {
        const ear = new AnalyserNode(context, { fftSize: 32_768 })
        connect.call(splitter, ear, side)
        ears.push(ear)
      }
      return splitter
    }
    AudioNode.prototype.connect = function (this: AudioNode, ...to: unknown[]) {
      const [target] = to
      if (target instanceof AudioDestinationNode) {
        const mix = mixes.get(target) ?? mixOf(target)
        mixes.set(target, mix)
        connect.call(this, mix)
      }
      return connect.apply(this, to)
    } as typeof AudioNode.prototype.connect
    return { ears }
  })
  /** Amplitudes of the tones, left and right. */
  return async (frequencies: readonly number[]): Promise<{ left: number; right: number }[]> =>
    await handle.evaluate(({ ears }, wanted) => {
      const amplitude = (ear: AnalyserNode | undefined, hz: number): number => {
        if (!ear) return 0
        const samples = new Float32Array(ear.fftSize)
        ear.getFloatTimeDomainData(samples)
        const turn = 2 * Math.cos((2 * Math.PI * hz) / ear.context.sampleRate)
        let [one, two] = [0, 0]
        for (const sample of samples) [one, two] = [sample + turn * one - two, one]
        return (2 * Math.sqrt(Math.max(0, one * one + two * two - turn * one * two))) / samples.length
      }
      return wanted.map((hz) => ({ left: amplitude(ears[0], hz), right: amplitude(ears[1], hz) }))
    }, frequencies)
}

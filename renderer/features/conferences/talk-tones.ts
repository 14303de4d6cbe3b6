/** What the operator hears of his key: short, made here, told apart by rhythm and pitch. */
import { beeps, sing, type Tone } from '../alarms/tones.ts'

export type TalkTone = 'granted' | 'denied' | 'taken' | 'cut' | 'released' | 'ending'

const TONES: Readonly<Record<TalkTone, readonly Tone[]>> = {
  granted: beeps([660, 990], 0.06, 0.05),
  denied: beeps([330, 247], 0.16, 0.14),
  taken: beeps([440, 440, 440], 0.14, 0.09),
  cut: beeps([660, 440, 294], 0.12, 0.1),
  released: beeps([494], 0, 0.05),
  ending: beeps([880], 0, 0.06),
}

export function playTalkTone(context: AudioContext, tone: TalkTone): void {
  for (const each of TONES[tone]) sing(context, each)
}

import { MediaDirection } from '../../../shared/platform/channel.ts'

const WORDS = [
  ['watch', MediaDirection.videoReceive],
  ['listen', MediaDirection.audioReceive],
  ['talk', MediaDirection.audioSend],
  ['sendVideo', MediaDirection.videoSend],
  ['data', MediaDirection.dataSend | MediaDirection.dataReceive],
] as const

export type DirectionWord = (typeof WORDS)[number][0]

/** What goes through a channel, as keys of `fleet.direction`, seen from who asks: receiving is watching and listening. */
export function directionWords(mediaDir: number): DirectionWord[] {
  return WORDS.filter(([, bits]) => (mediaDir & bits) !== 0).map(([key]) => key)
}

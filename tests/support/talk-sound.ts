/** Packets of Opus that tell who handed them over, and what a file holds of them. */
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny'

/** 20 ms, one channel (RFC 6716, 3.1: configuration 31, one frame). */
const TOC = 0xf8

/** `count` packets, base64, with `mark` and their number in them. */
export function markedPackets(mark: number, count: number, first = 0): string[] {
  return Array.from({ length: count }, (_, at) => Buffer.from([TOC, mark, first + at]).toString('base64'))
}

/** Marks and numbers of the packets in a file, in their order. */
export async function marksIn(bytes: Buffer): Promise<{ mark: number; number: number }[]> {
  const input = new Input({ source: new BufferSource(new Uint8Array(bytes)), formats: ALL_FORMATS })
  const track = await input.getPrimaryAudioTrack()
  if (!track) return []
  const found: { mark: number; number: number }[] = []
  for await (const { data } of new EncodedPacketSink(track).packets())
    found.push({ mark: data[1] ?? -1, number: data[2] ?? -1 })
  return found
}

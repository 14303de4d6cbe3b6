/** What a movie file holds, read by its own tables. */
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input, type InputTrack } from 'mediabunny'
import { onTestFinished } from 'vitest'

export interface Track {
  readonly codec: string | null
  /** Seconds, of each packet. */
  readonly times: readonly number[]
  readonly bytes: number
  readonly keys: number
}

export async function tracksOf(file: string): Promise<{ video: Track; audio: Track | undefined; mime: string }> {
  const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(file) })
  onTestFinished(() => input.dispose())
  const video = await read(await input.getPrimaryVideoTrack())
  if (!video) throw new Error(`${file} has no pictures`)
  return { video, audio: await read(await input.getPrimaryAudioTrack()), mime: await input.getMimeType() }
}

async function read(track: InputTrack | null): Promise<Track | undefined> {
  if (!track) return undefined
  const times: number[] = []
  let [bytes, keys] = [0, 0]
  for await (const packet of new EncodedPacketSink(track).packets()) {
    times.push(packet.timestamp)
    bytes += packet.data.length
    if (packet.type === 'key') keys++
  }
  return { codec: track.codec, times, bytes, keys }
}

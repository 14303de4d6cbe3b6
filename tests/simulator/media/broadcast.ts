/** What a dialog shows and sounds like, apart from the way it travels. */
import type { RtpSource } from './rtp.ts'
import { FRAMES_PER_SECOND } from './scene.ts'
import { SAMPLES_PER_PACKET } from './tone.ts'
import type { VideoStream } from './video-stream.ts'
import { AAC_FRAME_SAMPLES, AAC_RATE } from './aac.ts'
import { TICK_MS } from './pacer.ts'

/** What cameras and microphones are set to send. */
export interface Codecs {
  readonly video: 'H264' | 'H265'
  readonly audio: 'PCMA' | 'AAC'
}

export const USUAL_CODECS: Codecs = { video: 'H264', audio: 'PCMA' }

/** One kind of media on its way to the client. */
export interface Lane {
  readonly codec: Codecs['video'] | Codecs['audio']
  readonly source: RtpSource
  send(packet: Buffer): void
  /** Tells the media time `timestamp` at `wallMs` (epoch ms). */
  report(timestamp: number, wallMs: number): void
}

export interface Lanes {
  readonly video: Lane | undefined
  readonly audio: Lane | undefined
}

export type Held = 'all' | 'video' | 'none'

/** The source while it runs. */
export interface Broadcast {
  onTick(tick: number, wallMs: number): void
  requestKeyFrame(): void
  hold(tracks: Held): void
}

export interface MediaContent {
  readonly hasVideo: boolean
  readonly hasSound: boolean
  /** The usual ones unless told otherwise. */
  readonly codecs?: Codecs
  /** Takes sound from the client, A-law. Absent: nobody listens, and a section for it is refused. */
  readonly hear?: (payload: Buffer) => void
  start(lanes: Lanes): Broadcast
}

export const VIDEO_CLOCK = 90_000
const VIDEO_CLOCK_PER_TICK = (VIDEO_CLOCK / 1000) * TICK_MS
const TICKS_PER_PICTURE = 1000 / FRAMES_PER_SECOND / TICK_MS
const REPORT_TICKS = 50
const AAC_SAMPLES_PER_TICK = (AAC_RATE * TICK_MS) / 1000

export interface LiveSource {
  /** Called once the payload type is known. */
  readonly video?: (source: RtpSource) => VideoStream
  /** A-law of the 20 ms that begin at the tick; undefined is silence, for which nothing is sent. */
  readonly sound?: (tick: number) => Buffer | undefined
  /** Frames in a loop, for lanes of AAC. */
  readonly aac?: () => readonly Buffer[]
  /** RTP time of tick 0. */
  readonly base: number
}

/** Live: time is the wall's. */
export function liveBroadcast(lanes: Lanes, live: LiveSource): Broadcast {
  const { video, audio } = lanes
  const pictures = video && live.video?.(video.source)
  let held: Held = 'none'
  let ticks = 0
  let wasSilent = true
  let aacSent = 0

  function sendVideo(lane: Lane, stream: VideoStream, tick: number, wallMs: number): void {
    if (ticks % TICKS_PER_PICTURE !== 0 || held !== 'none') return
    const timestamp = live.base + tick * VIDEO_CLOCK_PER_TICK
    for (const packet of stream.next(timestamp, Date.now())) lane.send(packet)
    if (ticks % REPORT_TICKS === 0) lane.report(timestamp, wallMs)
  }
  function sendSound(lane: Lane, tick: number, wallMs: number): void {
    const payload = held === 'all' ? undefined : live.sound?.(tick)
    if (payload) {
      const timestamp = live.base + tick * SAMPLES_PER_PACKET
      lane.send(lane.source.packet(payload, timestamp, wasSilent))
      if (ticks % REPORT_TICKS === 0) lane.report(timestamp, wallMs)
    }
    wasSilent = payload === undefined
  }
  /** Each frame is due when its first sample is. */
  function sendAac(lane: Lane, wallMs: number): void {
    const frames = live.aac?.() ?? []
    for (; aacSent * AAC_FRAME_SAMPLES <= ticks * AAC_SAMPLES_PER_TICK && frames.length > 0; aacSent++) {
      const timestamp = live.base + aacSent * AAC_FRAME_SAMPLES
      const frame = frames[aacSent % frames.length]
      if (frame && held !== 'all') lane.send(lane.source.packet(frame, timestamp, true))
    }
    if (ticks % REPORT_TICKS === 0 && held !== 'all') lane.report(live.base + ticks * AAC_SAMPLES_PER_TICK, wallMs)
  }
  return {
    onTick(tick, wallMs) {
      if (video && pictures) sendVideo(video, pictures, tick, wallMs)
      if (audio?.codec === 'AAC') sendAac(audio, wallMs)
      else if (audio) sendSound(audio, tick, wallMs)
      ticks++
    },
    requestKeyFrame: () => pictures?.requestKeyFrame(),
    hold(tracks) {
      held = tracks
    },
  }
}

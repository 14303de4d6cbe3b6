/**
 * Plays a recorded film: the same pictures as in its file, each with a code whose time is the file's. RTP time is the file's
 * too, whatever the speed and wherever it jumps; reports tie it to the hour of the recording. A jump lands on the key frame at
 * or before its target, and backwards only key frames are shown. Sound goes along at normal speed only.
 */
import { randomBytes } from 'node:crypto'
import type { PictureCode } from '../picture-code.ts'
import { VIDEO_CLOCK, type Broadcast, type Held, type Lanes, type MediaContent } from './broadcast.ts'
import { TICK_MS } from './pacer.ts'
import { FRAMES_PER_SECOND, type Scene } from './scene.ts'
import { SAMPLES_PER_PACKET } from './tone.ts'
import { picturePackets, type VideoIdentity } from './video-stream.ts'

export interface Film {
  readonly scene: Scene
  readonly identity: VideoIdentity
  /** Epoch ms of its beginning. */
  readonly beginMs: number
  readonly durationMs: number
  readonly hasVideo: boolean
  /** A-law of 20 ms; undefined for a film without sound. */
  readonly tone: Buffer | undefined
}

export interface PlaybackState {
  readonly positionMs: number
  readonly durationMs: number
  readonly scale: number
  readonly playing: boolean
  /** Sequence number and RTP time of the next picture. */
  readonly sequence: number
  readonly rtpTime: number
}

export interface Playback {
  readonly content: MediaContent
  readonly state: PlaybackState
  /** `untilMs`: where it stops by itself. */
  play(scale?: number, untilMs?: number): void
  pause(): void
  seek(targetMs: number): void
}

const FRAME_MS = 1000 / FRAMES_PER_SECOND
const VIDEO_CLOCK_PER_MS = VIDEO_CLOCK / 1000
const SAMPLES_PER_MS = SAMPLES_PER_PACKET / TICK_MS
const REPORT_MS = 1000

/** Where playing is. */
interface Head {
  positionMs: number
  untilMs: number
  scale: number
  playing: boolean
  /** Picture of the file that comes next. */
  frame: number
  /** Shows the picture it landed on. */
  shows: boolean
}

export function createPlayback(film: Film): Playback {
  const head: Head = { positionMs: 0, untilMs: film.durationMs, scale: 1, playing: false, frame: 0, shows: false }
  const base = randomBytes(4).readUInt32BE()
  let lanes: Lanes = { video: undefined, audio: undefined }

  return {
    content: {
      hasVideo: film.hasVideo,
      hasSound: film.tone !== undefined,
      start(given) {
        lanes = given
        return broadcast(film, head, lanes, base)
      },
    },
    get state() {
      return {
        positionMs: head.positionMs,
        durationMs: film.durationMs,
        scale: head.scale,
        playing: head.playing,
        sequence: (lanes.video ?? lanes.audio)?.source.nextSequence ?? 0,
        rtpTime: rtpTimeOf(base, head.frame * FRAME_MS),
      }
    },
    play(scale = head.scale, untilMs = film.durationMs) {
      head.untilMs = Math.min(untilMs, film.durationMs)
      if (scale > 0 && head.positionMs >= head.untilMs) jump(film, head, 0)
      // What was skipped to has to be shown from a key frame, in either direction.
      if (Math.sign(scale) !== Math.sign(head.scale)) {
        jump(film, head, head.positionMs)
        head.shows = true
      }
      head.scale = scale
      head.playing = true
    },
    pause() {
      head.playing = false
    },
    seek(targetMs) {
      jump(film, head, targetMs)
      head.shows = true
    },
  }
}

function rtpTimeOf(base: number, fileMs: number): number {
  return (base + Math.round(fileMs * VIDEO_CLOCK_PER_MS)) >>> 0
}

/** To the key frame at or before. */
function jump({ scene, durationMs }: Film, head: Head, targetMs: number): void {
  const last = Math.max(0, Math.ceil(durationMs / FRAME_MS) - 1)
  const target = Math.min(last, Math.max(0, Math.floor(targetMs / FRAME_MS)))
  head.frame = keyAtOrBefore(scene, target)
  head.positionMs = head.frame * FRAME_MS
}

function keyAtOrBefore({ pictures, keys }: Scene, frame: number): number {
  const inRound = frame % pictures.length
  return frame - inRound + (keys.findLast((key) => key <= inRound) ?? 0)
}

function broadcast(film: Film, head: Head, { video, audio }: Lanes, base: number): Broadcast {
  let held: Held = 'none'
  let sinceReportMs = REPORT_MS

  function show(frame: number): void {
    if (!video || held !== 'none') return
    const fileMs = frame * FRAME_MS
    const code: PictureCode = {
      ...film.identity,
      frame: frame & 0xffff,
      time: (film.beginMs + fileMs) % 4_294_967_296,
    }
    const index = frame % film.scene.pictures.length
    for (const packet of picturePackets(film.scene, index, code, video.source, rtpTimeOf(base, fileMs)))
      video.send(packet)
  }

  function forward(): void {
    const reached = Math.min(head.positionMs + TICK_MS * head.scale, head.untilMs)
    for (; head.frame * FRAME_MS < reached; head.frame++) show(head.frame)
    if (audio && film.tone && head.scale === 1 && held !== 'all')
      audio.send(audio.source.packet(film.tone, soundTime(head.positionMs), false))
    head.positionMs = reached
    if (reached >= head.untilMs) head.playing = false
  }

  function backward(): void {
    head.positionMs = Math.max(0, head.positionMs + TICK_MS * head.scale)
    const key = keyAtOrBefore(film.scene, Math.floor(head.positionMs / FRAME_MS))
    if (key < head.frame) show(key)
    head.frame = key
    if (head.positionMs === 0) head.playing = false
  }

  const soundTime = (fileMs: number) => (base + Math.round(fileMs * SAMPLES_PER_MS)) >>> 0

  function report(): void {
    sinceReportMs += TICK_MS
    if (sinceReportMs < REPORT_MS || held !== 'none') return
    sinceReportMs = 0
    video?.report(rtpTimeOf(base, head.positionMs), film.beginMs + head.positionMs)
    audio?.report(soundTime(head.positionMs), film.beginMs + head.positionMs)
  }

  return {
    onTick() {
      // Forward it comes by itself.
      if (head.shows && !(head.playing && head.scale > 0)) show(head.frame)
      head.shows = false
      if (!head.playing) return
      if (head.scale > 0) forward()
      else backward()
      report()
    },
    requestKeyFrame() {
      head.frame = keyAtOrBefore(film.scene, head.frame)
    },
    hold(tracks) {
      held = tracks
    },
  }
}

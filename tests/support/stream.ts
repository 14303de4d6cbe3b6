/** A window that watches a stream of websocket media: the call through its pipe, the frames through the loopback server. */
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { StreamLease } from '../../shared/contract/live.ts'
import {
  emptyCounters,
  emptyHead,
  HEAD_BYTES,
  MediaKind,
  readCounters,
  readHead,
  readReceipt,
  soundWish,
  type MediaCounters,
  type MediaHead,
} from '../../shared/media/media-message.ts'
import type { Desk } from './desk.ts'
import { startLoopback, type Loopback } from './loopback.ts'
import { until } from './until.ts'

export interface Frame extends Readonly<MediaHead> {
  readonly bytes: number
}

export interface Watched {
  readonly lease: StreamLease
  readonly socket: WebSocket
  readonly pictures: Frame[]
  readonly sounds: Frame[]
  /** Flags of the message that says that the media server answers. */
  readonly connected: number[]
  readonly ended: string[]
  readonly counters: MediaCounters
  /** Of all messages, and how many. */
  bytes: number
  read: number
  /** Whether it tells what it has read. */
  reads: boolean
}

export const mediaServer = (desk: Desk): Promise<Loopback> =>
  startLoopback(desk.core.serve, undefined, undefined, desk.core.media)

/** Comes for the frames of a lease that it has. */
export async function watchStream(lease: StreamLease, loopback: Loopback, reads = true): Promise<Watched> {
  const { origin } = loopback.server
  const headers = { cookie: await loopback.enter(), origin }
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/media/${lease.ticket}`, { headers })
  onTestFinished(() => socket.terminate())
  const watched: Watched = {
    ...{ lease, socket, pictures: [], sounds: [], connected: [], ended: [], bytes: 0, read: 0, reads },
    counters: emptyCounters(),
  }
  socket.binaryType = 'arraybuffer'
  // At once: the first messages come with the answer to the upgrade.
  socket.on('message', (data) => take(watched, data as ArrayBuffer))
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject))
  socket.send(soundWish(true))
  return watched
}

function take(watched: Watched, message: ArrayBuffer): void {
  const head = emptyHead()
  watched.read++
  watched.bytes += message.byteLength
  if (watched.reads) watched.socket.send(readReceipt(watched.read))
  if (!readHead(message, head)) throw new Error('a message without a head')
  const frame = { ...head, bytes: message.byteLength }
  if (head.kind === MediaKind.video) watched.pictures.push(frame)
  else if (head.kind === MediaKind.audio) watched.sounds.push(frame)
  else if (head.kind === MediaKind.connected) watched.connected.push(head.flags)
  else if (head.kind === MediaKind.counters) readCounters(message, watched.counters)
  else if (head.kind === MediaKind.ended) watched.ended.push(new TextDecoder().decode(message.slice(HEAD_BYTES)))
}

/** Between each picture and the one before it, ms of media time. */
const steps = (pictures: readonly Frame[]): number[] =>
  pictures.slice(1).map(({ mediaUs }, at) => Math.round((mediaUs - (pictures[at]?.mediaUs ?? 0)) / 1000))

/**
 * The last `count` pictures, once they are of one time line and 40 ms apart as the camera made them. Earlier ones need not
 * be: the simulator leaves pictures out when its machine stalled for 200 ms.
 */
export function untilEven(watched: Watched, count: number): Promise<Frame[]> {
  return until(
    `${count} pictures on one line, 40 ms apart`,
    () => {
      const last = watched.pictures.slice(-count)
      const isOneLine = last.length === count && last.every(({ timeline }) => timeline === last[0]?.timeline)
      return isOneLine && steps(last).every((step) => step === 40) && last
    },
    20_000,
  )
}

export async function untilPictures(watched: Watched, count: number): Promise<void> {
  await until(`${count} pictures`, () => watched.pictures.length >= count, 20_000)
}

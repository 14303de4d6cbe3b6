/**
 * The worker of all streams of a page. One, not one a pane: decoders have threads of their own, so there is little to do here,
 * and a worker for each of many panes would cost its start before the first picture and its memory for good.
 */
import { Efforts } from './efforts.ts'
import { ReplayPlayer } from './replay-player.ts'
import { StreamPlayer } from './stream-player.ts'
import { tapeTransform, type Transformer } from './tape-transform.ts'
import { Tapes } from './tapes.ts'
import type { Order, Report } from './worker-messages.ts'

/** What a worker has and a window has not in the same way. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<Order>) => void) | null
  onrtctransform: ((event: { readonly transformer: Transformer }) => void) | null
  postMessage(report: Report): void
}

const TICK_MS = 8
const NUMBERS_MS = 250

const scope = self as unknown as WorkerScope
const players = new Map<number, StreamPlayer>()
const replays = new Map<number, ReplayPlayer>()
const tapes = new Tapes()
const efforts = new Efforts()
let timer: ReturnType<typeof setInterval> | undefined
let toldAtMs = 0
let tickedAtMs = 0
let lagMs = 0

/** One timer, whatever the number of streams. */
function tick(): void {
  const nowMs = performance.now()
  if (tickedAtMs > 0) lagMs = Math.max(lagMs, nowMs - tickedAtMs - TICK_MS)
  tickedAtMs = nowMs
  for (const player of players.values()) player.tick(nowMs)
  for (const replay of replays.values()) replay.tick(nowMs)
  if (nowMs - toldAtMs < NUMBERS_MS) return
  toldAtMs = nowMs
  scope.postMessage({
    type: 'numbers',
    streams: [...players].map(([id, player]) => [id, player.numbers()]),
    replays: [...replays].map(([id, replay]) => [id, replay.numbers(nowMs)]),
    lagMs,
  })
  lagMs = 0
}

function perform(order: Order, nowMs: number): void {
  switch (order.type) {
    case 'open':
      players.set(order.id, new StreamPlayer(order, { tapes, efforts }, (report) => scope.postMessage(report)))
      return
    case 'sound':
      return players.get(order.id)?.setSound(order.sound)
    case 'close':
      players.get(order.id)?.close()
      players.delete(order.id)
      return
    case 'replay': {
      const tape = tapes.get(order.tapeId)
      if (tape) replays.set(order.id, new ReplayPlayer(tape, order.pictures, nowMs - order.backMs, nowMs))
      return
    }
    case 'seek':
      return replays.get(order.id)?.seek(nowMs - order.backMs)
    case 'rate':
      return replays.get(order.id)?.setRate(order.rate)
    case 'closeReplay':
      replays.get(order.id)?.close()
      replays.delete(order.id)
      return
    case 'openTape':
      return tapes.add(order.id)
    case 'closeTape':
      efforts.forget(order.id)
      return tapes.remove(order.id)
    case 'effort':
      return efforts.set(order.id, order.effort)
  }
}

scope.onmessage = ({ data: order }) => {
  perform(order, performance.now())
  if (players.size + replays.size + tapes.size > 0) {
    timer ??= setInterval(tick, TICK_MS)
    return
  }
  clearInterval(timer)
  timer = undefined
  tickedAtMs = 0
}
scope.onrtctransform = ({ transformer }) => tapeTransform(transformer, tapes, efforts)

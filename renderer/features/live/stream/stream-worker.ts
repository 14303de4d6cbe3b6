/**
 * The worker of all streams of a page. One, not one a pane: decoders have threads of their own, so there is little to do here,
 * and a worker for each of many panes would cost its start before the first picture and its memory for good.
 */
import { StreamPlayer } from './stream-player.ts'
import type { Order, Report } from './worker-messages.ts'

/** What a worker has and a window has not in the same way. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<Order>) => void) | null
  postMessage(report: Report): void
}

const TICK_MS = 8
const NUMBERS_MS = 250

const scope = self as unknown as WorkerScope
const players = new Map<number, StreamPlayer>()
let timer: ReturnType<typeof setInterval> | undefined
let toldAtMs = 0

/** One timer, whatever the number of streams. */
function tick(): void {
  const nowMs = performance.now()
  for (const player of players.values()) player.tick(nowMs)
  if (nowMs - toldAtMs < NUMBERS_MS) return
  toldAtMs = nowMs
  scope.postMessage({ type: 'numbers', streams: [...players].map(([id, player]) => [id, player.numbers()]) })
}

scope.onmessage = ({ data: order }) => {
  if (order.type === 'open') {
    players.set(order.id, new StreamPlayer(order, (report) => scope.postMessage(report)))
    timer ??= setInterval(tick, TICK_MS)
    return
  }
  players.get(order.id)?.close()
  players.delete(order.id)
  if (players.size > 0) return
  clearInterval(timer)
  timer = undefined
}

/** Accounting of one peer: what is sent and heard, what the client lost, and whether it is still there. */
import type { MediaPeer } from '../dialogs.ts'
import { createEar, type Ear } from './ear.ts'
import { createMeter } from './meter.ts'
import { lossesIn } from './rtcp.ts'

export interface Ends extends Pick<MediaPeer, 'sent' | 'received'> {
  readonly loss: { count: number; share: number }
  readonly ear: Ear
  didSend(bytes: number): void
  /** Takes reports of loss out of what is RTCP. */
  didReceive(message: Buffer, isReport: boolean): void
  /** Ms during which something was sent and nothing heard. `stepMs`: since the last question. */
  unanswered(stepMs: number): number
  /** As if something was heard. */
  forgive(): void
}

export function createEnds(): Ends {
  const sent = createMeter()
  const received = createMeter()
  const counts = new Map<number, number>()
  const loss = { count: 0, share: 0 }
  let sending = false
  let unansweredMs = 0
  return {
    sent,
    received,
    loss,
    ear: createEar(),
    didSend(bytes) {
      sent.add(bytes)
      sending = true
    },
    didReceive(message, isReport) {
      received.add(message.length)
      unansweredMs = 0
      if (!isReport) return
      const losses = lossesIn(message)
      if (losses.length === 0) return
      for (const { ssrc, count } of losses) counts.set(ssrc, count)
      loss.count = [...counts.values()].reduce((sum, count) => sum + count, 0)
      loss.share = Math.max(...losses.map(({ share }) => share))
    },
    unanswered(stepMs) {
      if (sending) unansweredMs += stepMs
      sending = false
      return unansweredMs
    },
    forgive() {
      unansweredMs = 0
    },
  }
}

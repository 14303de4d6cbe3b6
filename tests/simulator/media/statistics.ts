/** The media server's own figures: one value each ten seconds of what all dialogs carried, until somebody resets them. */
import type { Clock } from '../clock.ts'
import type { Dialog, Dialogs } from '../dialogs.ts'

const INTERVAL_S = 10
/** Ten minutes. */
const KEPT = 60

export interface Series {
  readonly name: string
  readonly unit: string
  readonly intervalS: number
  /** Epoch seconds of the last value. */
  readonly lastS: number
  readonly values: readonly number[]
}

export interface MediaStatistics {
  readonly id: string
  readonly startedAt: number
  series(): Series[]
  reset(): void
}

interface Sample {
  readonly dialogs: number
  readonly sent: number
  readonly received: number
}

export function createMediaStatistics(clock: Clock, dialogs: Dialogs): MediaStatistics {
  const startedAt = clock.now()
  const closed = { sent: 0, received: 0 }
  let last = { sent: 0, received: 0 }
  let lastAt = startedAt
  let samples: Sample[] = []
  dialogs.onClosed(({ peer }) => {
    closed.sent += peer.sent.bytes
    closed.received += peer.received.bytes
  })
  const total = (of: (dialog: Dialog) => number, before: number) =>
    [...dialogs.open.values()].reduce((sum, dialog) => sum + of(dialog), before)

  clock.every(INTERVAL_S * 1000, () => {
    const sent = total(({ peer }) => peer.sent.bytes, closed.sent)
    const received = total(({ peer }) => peer.received.bytes, closed.received)
    const rate = (now: number, before: number) => Math.round((now - before) / INTERVAL_S)
    samples.push({
      dialogs: dialogs.open.size,
      sent: rate(sent, last.sent),
      received: rate(received, last.received),
    })
    samples = samples.slice(-KEPT)
    last = { sent, received }
    lastAt = clock.now()
  })

  const seriesOf = (name: string, unit: string, of: (sample: Sample) => number): Series => ({
    name,
    unit,
    intervalS: INTERVAL_S,
    lastS: Math.floor(lastAt / 1000),
    values: samples.map(of),
  })
  return {
    id: 'VTDU_000001',
    startedAt,
    series: () => [
      seriesOf('dialogs', '', (sample) => sample.dialogs),
      seriesOf('sent', 'byte/s', (sample) => sample.sent),
      seriesOf('received', 'byte/s', (sample) => sample.received),
    ],
    reset() {
      samples = []
    },
  }
}

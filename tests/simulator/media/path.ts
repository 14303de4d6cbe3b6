/** The way of one dialog's packets to the client: perfect, or with losses, delay, packets that overtake each other and doubles. */
import { createRandom } from '../random.ts'

/** Shares are of packets, 0 to 1; what is left out is perfect. */
export interface Impairment {
  /** Begins a loss. */
  readonly loss?: number
  /** Packets that are lost in a row, 1 unless told otherwise. */
  readonly burst?: number
  /** Arrives late: behind `depth` packets that were sent after it (3 unless told otherwise). */
  readonly reorder?: number
  readonly depth?: number
  readonly double?: number
  /** Each packet is on its way for so long. */
  readonly delayMs?: number
  /** Packets that are asked for again are sent again; true unless told otherwise. */
  readonly resends?: boolean
}

export const PERFECT: Impairment = {}

export interface Path {
  readonly lost: number
  impair(impairment: Impairment): void
  /** The next `count` packets are lost. */
  lose(count: number): void
  send(packet: Buffer): void
  /** Sends a packet once more, which may get lost too. */
  resend(packet: Buffer): void
}

interface Late {
  readonly packet: Buffer
  waits: number
}

/** The same seed loses the same packets. */
export function createPath(seed: number, arrive: (packet: Buffer) => void): Path {
  const random = createRandom(seed)
  let now = PERFECT
  let lost = 0
  let losing = 0
  let late: Late[] = []

  function deliver(packet: Buffer): void {
    if (now.delayMs) setTimeout(() => arrive(packet), now.delayMs)
    else arrive(packet)
  }
  function isLost(): boolean {
    if (losing === 0 && now.loss && random.chance(now.loss)) losing = now.burst ?? 1
    if (losing === 0) return false
    losing--
    lost++
    return true
  }
  function overtaken(): void {
    if (late.length === 0) return
    for (const entry of late) entry.waits--
    const due = late.filter(({ waits }) => waits <= 0)
    late = late.filter(({ waits }) => waits > 0)
    for (const { packet } of due) deliver(packet)
  }
  function pass(packet: Buffer): void {
    if (isLost()) return
    if (now.reorder && random.chance(now.reorder)) {
      late.push({ packet, waits: (now.depth ?? 3) + 1 })
      return
    }
    deliver(packet)
    if (now.double && random.chance(now.double)) deliver(packet)
  }
  return {
    get lost() {
      return lost
    },
    impair(impairment) {
      now = impairment
      losing = 0
    },
    lose(count) {
      losing = count
    },
    send(packet) {
      pass(packet)
      overtaken()
    },
    resend(packet) {
      if (now.resends !== false) pass(packet)
    },
  }
}

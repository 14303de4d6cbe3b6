/**
 * From the RTP times of the sections of one dialog to one time line. Where the sender tells its own time of each section
 * (report or header extension) that is the line, and pictures and sound fit together. Until then each section counts from
 * its first arrival. Whenever the line has to move, it gets another number: nothing of two numbers can be compared.
 */

/** Filled by `place`. */
export interface Placed {
  timeline: number
  mediaUs: number
  /** Epoch ms of the sender's clock; NaN while it is not known. */
  senderMs: number
}

interface Section {
  readonly clock: number
  /** RTP time without its wrapping, and the one it was made of. */
  ticks: number
  last: number
  hasBegun: boolean
  /** Arrival of tick 0 of the section, µs. */
  arrivalUs: number
  /** The sender's time of tick 0, µs since 1970; NaN while it tells none. */
  senderUs: number
}

const NTP_EPOCH_US = 2_208_988_800e6
/** Less is a clock that is being set right, more is another clock. */
const JUMP_US = 500_000
/** Media that runs so far from the arrival has begun anew. */
const ASTRAY_US = 5_000_000

export class Timeline {
  readonly #sections: readonly Section[]
  #number = 0
  #isOfSender = false

  /** Hz of each section. */
  constructor(clocks: readonly number[]) {
    this.#sections = clocks.map((clock) => ({
      ...{ clock, ticks: 0, last: 0, hasBegun: false, arrivalUs: 0, senderUs: Number.NaN },
    }))
  }

  /** A report: at RTP time `timestamp` the sender's clock showed `ntpUs` (since 1900). */
  report(index: number, timestamp: number, ntpUs: number): void {
    const section = this.#sections[index]
    // Before the first packet nothing says where the RTP time stands.
    if (!section?.hasBegun) return
    this.#learn(section, ntpUs - NTP_EPOCH_US - micros(section, section.ticks + difference(section.last, timestamp)))
  }

  /** `extensionUs`: what the packet tells itself, µs since 1900; NaN without. `nowMs`: epoch ms of its arrival. */
  place(index: number, timestamp: number, extensionUs: number, nowMs: number, into: Placed): void {
    const section = this.#sections[index]
    if (!section) return
    this.#advance(section, timestamp, nowMs * 1000)
    const mediaUs = micros(section, section.ticks)
    // Files count from zero: that is no time of a clock.
    if (extensionUs > NTP_EPOCH_US) this.#learn(section, extensionUs - NTP_EPOCH_US - mediaUs)
    const begun = this.#sections.filter(({ hasBegun }) => hasBegun)
    const isOfSender = begun.every(({ senderUs }) => !Number.isNaN(senderUs))
    if (isOfSender !== this.#isOfSender) this.#number++
    this.#isOfSender = isOfSender
    into.timeline = this.#number
    into.mediaUs = mediaUs + (isOfSender ? section.senderUs : section.arrivalUs)
    into.senderMs = (mediaUs + section.senderUs) / 1000
  }

  #advance(section: Section, timestamp: number, nowUs: number): void {
    if (!section.hasBegun) {
      section.hasBegun = true
      section.last = timestamp
      section.arrivalUs = nowUs
      return
    }
    section.ticks += difference(section.last, timestamp)
    section.last = timestamp
    if (Math.abs(nowUs - section.arrivalUs - micros(section, section.ticks)) < ASTRAY_US) return
    section.ticks = 0
    section.arrivalUs = nowUs
    section.senderUs = Number.NaN
    this.#number++
  }

  #learn(section: Section, senderUs: number): void {
    if (Math.abs(senderUs - section.senderUs) > JUMP_US && this.#isOfSender) this.#number++
    section.senderUs = senderUs
  }
}

const micros = ({ clock }: Section, ticks: number) => (ticks * 1e6) / clock

/** From one RTP time to another, over the wrapping. */
const difference = (from: number, to: number) => (to - from) | 0

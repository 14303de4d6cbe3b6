import { describe, expect, it } from 'vitest'
import { Timeline, type Placed } from '../../../../shared/media/timeline.ts'

const VIDEO = 0
const AUDIO = 1
const NTP_US = 2_208_988_800e6
/** Epoch ms at which the tests begin. */
const T0 = 1_800_000_000_000

function line() {
  const timeline = new Timeline([90_000, 8_000])
  const place = (index: number, timestamp: number, nowMs: number, extensionUs = Number.NaN): Placed => {
    const placed: Placed = { timeline: -1, mediaUs: 0, senderMs: 0 }
    timeline.place(index, timestamp >>> 0, extensionUs, nowMs, placed)
    return placed
  }
  const report = (index: number, timestamp: number, senderMs: number) =>
    timeline.report(index, timestamp >>> 0, senderMs * 1000 + NTP_US)
  return { place, report }
}

describe('without the sender’s time', () => {
  it('each section counts from its arrival, over the wrapping of its RTP time', () => {
    const { place } = line()
    const start = 2 ** 32 - 3600
    const first = place(VIDEO, start, T0)
    const second = place(VIDEO, start + 3600, T0 + 90)
    const third = place(VIDEO, start + 7200, T0 + 91)
    expect([first, second, third].map(({ mediaUs }) => mediaUs - T0 * 1000)).toEqual([0, 40_000, 80_000])
    expect(second.senderMs).toBeNaN()
    expect(place(AUDIO, 5, T0 + 100).mediaUs).toBe((T0 + 100) * 1000)
    expect(new Set([first, second, third].map(({ timeline }) => timeline)).size).toBe(1)
  })

  it('media that begins anew begins a new line', () => {
    const { place } = line()
    const before = place(VIDEO, 1000, T0)
    const after = place(VIDEO, 9_000_000, T0 + 40)
    expect(after.timeline).not.toBe(before.timeline)
    expect(after.mediaUs).toBe((T0 + 40) * 1000)
  })
})

describe('with the sender’s time', () => {
  it('pictures and sound lie on one line as soon as both are told', () => {
    const { place, report } = line()
    place(VIDEO, 0, T0)
    place(AUDIO, 0, T0 + 300)
    report(VIDEO, 0, T0 - 500)
    const between = place(VIDEO, 3600, T0 + 40)
    expect(between.mediaUs).toBe((T0 + 40) * 1000)
    expect(between.senderMs).toBe(T0 - 460)
    report(AUDIO, 800, T0 - 400)
    const picture = place(VIDEO, 9000, T0 + 100)
    const sound = place(AUDIO, 800, T0 + 400)
    expect(picture.timeline).toBe(sound.timeline)
    expect(picture.timeline).not.toBe(between.timeline)
    expect(picture.mediaUs).toBe((T0 - 400) * 1000)
    expect(sound.mediaUs).toBe((T0 - 400) * 1000)
  })

  it('a section that sends nothing is not waited for', () => {
    const { place, report } = line()
    place(VIDEO, 0, T0)
    report(VIDEO, 0, T0 - 50)
    expect(place(VIDEO, 3600, T0 + 40).mediaUs).toBe((T0 - 10) * 1000)
  })

  it('a clock that is set right keeps the line, another clock begins one', () => {
    const { place, report } = line()
    place(VIDEO, 0, T0)
    report(VIDEO, 0, T0)
    const first = place(VIDEO, 3600, T0 + 40)
    report(VIDEO, 3600, T0 + 45)
    const second = place(VIDEO, 7200, T0 + 80)
    expect(second).toMatchObject({ timeline: first.timeline, senderMs: T0 + 85 })
    report(VIDEO, 7200, T0 + 60_000)
    expect(place(VIDEO, 10_800, T0 + 120).timeline).not.toBe(first.timeline)
  })

  it('packets may tell it themselves', () => {
    const { place } = line()
    expect(place(VIDEO, 77, T0, (T0 - 120) * 1000 + NTP_US)).toMatchObject({ senderMs: T0 - 120 })
  })
})

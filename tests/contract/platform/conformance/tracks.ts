import { expect } from 'vitest'
import { operations } from '../../../../shared/platform/index.ts'
import { PositionState } from '../../../../shared/platform/position.ts'
import { drivingVehicle } from '../../../support/on-the-way.ts'
import type { Caller } from './caller.ts'
import { FIRST, inPages } from './pages.ts'
import type { Scenario } from './scenario.ts'

const { track } = operations

const HOUR_S = 3600

interface Span {
  readonly from: number
  readonly to: number
}

function points(caller: Caller, device: string, { from, to }: Span) {
  return inPages(
    (page) =>
      caller.ok(track.list, {
        body: { ...page, filter: { device_id: device, timestamp_min: from, timestamp_max: to } },
      }),
    ({ time }) => time,
  )
}

export const tracks: Scenario = {
  section: 'device GPS track',
  async run(caller) {
    const { control } = caller.simulator
    const puid = drivingVehicle(caller.simulator, { forS: HOUR_S })
    // On-line all the time from here on.
    control.setOnline({ device: puid, online: false })
    control.setOnline({ device: puid, online: true })
    const from = Math.floor(control.whereabouts({ device: puid }).time / 1000)
    control.advance({ seconds: HOUR_S })
    const whole = await points(caller, puid, { from, to: from + HOUR_S })
    const times = whole.map(({ time = 0 }) => time)
    expect(times.length).toBeGreaterThan(60)
    expect(times).toEqual([...new Set(times)].toSorted((one, other) => one - other))
    expect(times[0]).toBeGreaterThanOrEqual(from)
    expect(times.at(-1)).toBeLessThanOrEqual(from + HOUR_S)
    for (const { devId, starCount = 0, state } of whole) {
      expect(devId).toBe(puid)
      // In tunnels it hears few satellites or none.
      expect(state).toBe(starCount < 4 ? PositionState.none : PositionState.positioned)
    }
    expect(new Set(whole.map(({ lat, lng }) => `${lat} ${lng}`)).size).toBeGreaterThan(10)
    const half = { from: from + HOUR_S / 4, to: from + HOUR_S / 2 }
    expect((await points(caller, puid, half)).map(({ time }) => time)).toEqual(
      times.filter((time) => time >= half.from && time <= half.to),
    )
    await endsWhereItIs(caller, puid, from)
    const filter = { device_id: puid, timestamp_min: from + 1, timestamp_max: from }
    await caller.refused(track.list, { body: { ...FIRST, filter } }, 4)
    await caller.refused(track.list, { body: { ...FIRST, filter: { device_id: 'PU_NONE' } } }, 2)
  },
}

/** The track grows while the device is there and no longer, up to its present place; what is ahead is empty. */
async function endsWhereItIs(caller: Caller, puid: string, from: number): Promise<void> {
  const { control } = caller.simulator
  const { data: place } = await caller.ok(operations.device.gps, { params: { puid } })
  const nowS = Math.floor(place.time / 1000)
  const ever = { from, to: from + 10 * HOUR_S }
  const last = (await points(caller, puid, ever)).at(-1)
  expect(nowS - (last?.time ?? 0)).toBeLessThan(30)
  expect(last?.lat).toBeCloseTo(place.lat, 1)
  expect(last?.lng).toBeCloseTo(place.lng, 1)
  expect(await points(caller, puid, { from: nowS + HOUR_S, to: nowS + 2 * HOUR_S })).toEqual([])
  control.setOnline({ device: puid, online: false })
  const atTheEnd = await points(caller, puid, ever)
  control.advance({ seconds: HOUR_S })
  expect(await points(caller, puid, ever)).toEqual(atTheEnd)
}

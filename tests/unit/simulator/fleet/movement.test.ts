/** How units move, held against what streets, speeds and receivers allow. */
import { describe, expect, it } from 'vitest'
import { buildFleet, type Device } from '../../../simulator/fleet/build.ts'
import { PARKED_REPORT_MS } from '../../../simulator/fleet/movement.ts'
import { cityOf } from '../../../simulator/streets/city.ts'
import { localOffsetMs } from '../../../simulator/streets/duty.ts'

// What is looked at is one day of one fleet: by another offset it would be another one.
process.env['TZ'] = 'UTC'
const HOUR_MS = 3_600_000
const MIDNIGHT = new Date(2026, 10, 24).getTime()
/** Fixes lie so far beside the truth at most, m: the error in two directions, the lane, the place to park. */
const BESIDE_M = 17
const METRES_PER_DEGREE = 111_320

type Spot = Readonly<Record<'lng' | 'lat', number>>

function metresBetween(from: Spot, to: Spot): number {
  const north = (to.lat - from.lat) * METRES_PER_DEGREE
  const east = (to.lng - from.lng) * METRES_PER_DEGREE * Math.cos((from.lat * Math.PI) / 180)
  return Math.hypot(north, east)
}

function directionDeg(from: Spot, to: Spot): number {
  const east = (to.lng - from.lng) * Math.cos((from.lat * Math.PI) / 180)
  return ((Math.atan2(east, to.lat - from.lat) * 180) / Math.PI + 360) % 360
}

function turnDeg(one: number, other: number): number {
  const turn = Math.abs(one - other) % 360
  return Math.min(turn, 360 - turn)
}

const fleet = buildFleet(400, 1, MIDNIGHT).devices
const ofClass = (classId: number): Device[] => fleet.filter(({ kind }) => kind.classId === classId)
const vehicles = ofClass(102)
const walkers = ofClass(101)

/** Each second of a time that is on duty. */
function* seconds(device: Device, fromMs: number, toMs: number): Generator<number, void> {
  for (let timeMs = fromMs; timeMs <= toMs; timeMs += 1000) if (device.movement.isOnDuty(timeMs)) yield timeMs
}

describe('what is driven', () => {
  const looked = vehicles.slice(0, 24)

  it('never jumps: from second to second it goes as far as its speed, and is never faster than the street allows', () => {
    let [farther, faster, above] = [0, 0, 0]
    for (const { movement } of looked) {
      let before = movement.truthAt(MIDNIGHT + 9 * HOUR_MS)
      for (let second = 1; second <= 2 * 3600; second++) {
        const now = movement.truthAt(MIDNIGHT + 9 * HOUR_MS + second * 1000)
        const [slow = 0, fast = 0] = [before.speedKmh, now.speedKmh].toSorted((a, b) => a - b)
        farther = Math.max(farther, metresBetween(before, now) - fast / 3.6)
        faster = Math.max(faster, fast - slow)
        if (now.limitKmh !== undefined) above = Math.max(above, now.speedKmh - now.limitKmh)
        before = now
      }
    }
    // It may have been a little faster between two looks than at both.
    expect(farther).toBeLessThan(1)
    // Brakes stop a car within some seconds, not at once.
    expect(faster).toBeLessThan(2.2 * 3.6)
    expect(above).toBe(0)
  })

  it('waits, turns, and goes fast where that is allowed', () => {
    const speeds = new Map<number, number>()
    let standing = 0
    for (const device of looked)
      for (const timeMs of seconds(device, MIDNIGHT + 9 * HOUR_MS, MIDNIGHT + 11 * HOUR_MS)) {
        const { limitKmh, speedKmh } = device.movement.truthAt(timeMs)
        if (limitKmh !== undefined) speeds.set(limitKmh, Math.max(speeds.get(limitKmh) ?? 0, speedKmh))
        if (speedKmh === 0) standing++
      }
    expect(standing).toBeGreaterThan(3600)
    for (const limitKmh of [30, 50, 60]) expect(speeds.get(limitKmh)).toBeGreaterThan(limitKmh * 0.85)
  })

  it('stands at red lights and drives on when they are green', () => {
    const { graph, signals } = cityOf(1)
    let waits = 0
    for (const { movement } of looked)
      for (const number of [0, 1, 2, 3]) {
        const { course, beginS } = movement.rounds.at(MIDNIGHT + (10 + number / 2) * HOUR_MS)
        if (!course) continue
        for (let second = 1; second < course.endS; second++) {
          const [before, now] = [course.at(second - 1), course.at(second)]
          if (now.speed > 0 || before.speed === 0 || now.toEnd < 1) continue
          const { lane } = now
          waits++
          expect(graph.crossings.lights[graph.lanes.to[lane] ?? 0]).toBe(1)
          let goesS = second
          while (course.at(goesS).speed === 0) goesS++
          // It has just become green for this lane when it goes.
          expect(signals.waitS(lane, beginS + goesS)).toBe(0)
        }
      }
    expect(waits).toBeGreaterThan(50)
  })

  it('looks the way it goes', () => {
    let seen = 0
    for (const device of looked)
      for (const timeMs of seconds(device, MIDNIGHT + 9 * HOUR_MS, MIDNIGHT + 10 * HOUR_MS)) {
        const [from, to] = [device.movement.placeAt(timeMs), device.movement.placeAt(timeMs + 2000)]
        const isTurning = turnDeg(from.heading, to.heading) > 10
        if (from.speed < 6 || to.speed < 6 || isTurning || !from.isFixed || !to.isFixed) continue
        seen++
        expect(turnDeg(from.heading, directionDeg(from, to))).toBeLessThan(30)
      }
    expect(seen).toBeGreaterThan(5000)
  })

  it('arrives before the next round begins, where that one starts', () => {
    for (const { movement } of vehicles)
      for (let hour = 0; hour < 48; hour++) {
        const round = movement.rounds.at(MIDNIGHT + hour * HOUR_MS)
        if (!round.course) continue
        const end = round.course.at(round.course.endS)
        expect(end.to).toBe(movement.rounds.placeOf(round.number + 1))
        expect(movement.rounds.at((round.beginS + round.course.endS) * 1000).number).toBe(round.number)
      }
  })
})

describe('a receiver', () => {
  it('is some metres wrong, and keeps its error for a while', () => {
    const errors: number[] = []
    let wander = 0
    for (const device of [...vehicles.slice(0, 12), ...walkers.slice(0, 12)])
      for (const timeMs of seconds(device, MIDNIGHT + 9 * HOUR_MS, MIDNIGHT + 10 * HOUR_MS)) {
        const [place, truth] = [device.movement.placeAt(timeMs), device.movement.truthAt(timeMs)]
        if (!place.isFixed) continue
        errors.push(metresBetween(place, truth))
        const next = device.movement.placeAt(timeMs + 1000)
        const moved = metresBetween(truth, device.movement.truthAt(timeMs + 1000))
        if (next.isFixed) wander = Math.max(wander, Math.abs(metresBetween(place, next) - moved))
      }
    expect(Math.max(...errors)).toBeLessThan(BESIDE_M)
    expect(wander).toBeLessThan(4)
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length
    expect(mean).toBeGreaterThan(2)
    expect(mean).toBeLessThan(10)
  })

  it('has no fix in tunnels: it keeps the last place, and hears few satellites', () => {
    let tunnels = 0
    for (const { movement } of vehicles) {
      let entered: { lng: number; lat: number } | undefined
      let before = movement.placeAt(MIDNIGHT + 9 * HOUR_MS)
      for (let second = 1; second < 3 * 3600; second++) {
        const timeMs = MIDNIGHT + 9 * HOUR_MS + second * 1000
        const now = movement.placeAt(timeMs)
        expect(movement.truthAt(timeMs).hasFix).toBe(now.isFixed)
        if (now.isFixed) entered = undefined
        else {
          if (!entered) {
            tunnels++
            entered = now
            // Where it drove in.
            expect(metresBetween(before, now)).toBeLessThan(40)
          }
          expect(now).toMatchObject({ lng: entered.lng, lat: entered.lat, speed: 0 })
          expect(now.hidden).toBeLessThan(4)
        }
        before = now
      }
      if (tunnels > 3) break
    }
    expect(tunnels).toBeGreaterThan(3)
  })
})

describe('what is worn', () => {
  it('walks at the pace of who wears it, over no expressway and through no tunnel', () => {
    let [walked, fastest, lost] = [0, 0, 0]
    const limits = new Set<number | undefined>()
    for (const device of walkers.slice(0, 20)) {
      const paces = new Map<string, number>()
      for (const timeMs of seconds(device, MIDNIGHT + 9 * HOUR_MS, MIDNIGHT + 10.5 * HOUR_MS)) {
        const { speedKmh, limitKmh, hasFix } = device.movement.truthAt(timeMs)
        fastest = Math.max(fastest, speedKmh)
        limits.add(limitKmh)
        if (!hasFix) lost++
        if (speedKmh > 0) paces.set(speedKmh.toFixed(2), (paces.get(speedKmh.toFixed(2)) ?? 0) + 1)
      }
      const walking = [...paces.values()]
      const all = walking.reduce((sum, count) => sum + count, 0)
      walked += all
      // One pace, apart from the first and last steps.
      if (all > 0) expect(Math.max(...walking) / all).toBeGreaterThan(0.9)
    }
    expect(fastest).toBeLessThan(6.2)
    expect(limits).not.toContain(80)
    expect(lost).toBe(0)
    expect(walked).toBeGreaterThan(20_000)
  })
})

describe('off duty', () => {
  const parkedOf = (device: Device) =>
    device.movement.rounds.spans(MIDNIGHT, MIDNIGHT + 24 * HOUR_MS).filter(({ isOnDuty }) => !isOnDuty)

  it('everybody stands at home, and comes back to it', () => {
    for (const device of [...vehicles, ...walkers].slice(0, 120)) {
      for (const { fromMs, toMs } of parkedOf(device)) {
        const place = device.movement.placeAt(fromMs)
        expect(place.speed).toBe(0)
        expect(device.movement.placeAt((fromMs + toMs) / 2)).toEqual(place)
        expect(device.movement.placeAt(toMs - 1)).toEqual(place)
        expect(metresBetween(place, device.movement.home)).toBeLessThan(BESIDE_M)
        // No jump at either end.
        expect(metresBetween(place, device.movement.placeAt(fromMs - 1000))).toBeLessThan(BESIDE_M)
        expect(metresBetween(place, device.movement.placeAt(toMs + 1000))).toBeLessThan(BESIDE_M)
      }
    }
  })

  it('reports come seldom, and the last of the shift when it ends', () => {
    const everySecond = { intervalS: 1, distanceM: 0 }
    const device = vehicles.find((one) => parkedOf(one).some(({ fromMs, toMs }) => toMs - fromMs > 6 * HOUR_MS))
    const span = device && parkedOf(device).find(({ fromMs, toMs }) => toMs - fromMs > 6 * HOUR_MS && fromMs > MIDNIGHT)
    if (!span) throw new Error('nobody rests')
    const { movement } = device
    expect(movement.reportedAt(span.fromMs + 30_000, everySecond)).toBe(span.fromMs)
    const later = movement.reportedAt(span.fromMs + 2 * PARKED_REPORT_MS, everySecond)
    expect(later % PARKED_REPORT_MS).toBe(0)
    expect(movement.reportedAt(later + PARKED_REPORT_MS - 1, everySecond)).toBe(later)
    expect(movement.reportedAt(later + PARKED_REPORT_MS, everySecond)).toBe(later + PARKED_REPORT_MS)
    const seldom = movement.reportedAt(span.fromMs + 2 * HOUR_MS, { intervalS: 1800, distanceM: 0 })
    expect(seldom % 1_800_000).toBe(0)
  })

  it('is by the hour of the day: most work by day, some at any time, and few all the time', () => {
    const onDuty = (hour: number): number =>
      vehicles.filter(({ movement }) => movement.isOnDuty(MIDNIGHT + hour * HOUR_MS)).length / vehicles.length
    for (let hour = 0; hour < 24; hour++) expect(onDuty(hour)).toBeGreaterThan(0.1)
    expect(onDuty(3)).toBeLessThan(0.45)
    expect(onDuty(11)).toBeGreaterThan(0.6)
    const share = (device: Device): number =>
      device.movement.rounds
        .spans(MIDNIGHT, MIDNIGHT + 24 * HOUR_MS)
        .reduce((sum, { fromMs, toMs, isOnDuty }) => sum + (isOnDuty ? toMs - fromMs : 0), 0) /
      (24 * HOUR_MS)
    expect(Math.max(...vehicles.map(share))).toBeLessThan(0.95)
    expect(Math.min(...vehicles.map(share))).toBeGreaterThan(0.2)
  })

  it('is by local time', () => {
    expect(localOffsetMs(MIDNIGHT)).toBe(-new Date(MIDNIGHT).getTimezoneOffset() * 60_000)
    const [day] = vehicles.filter(({ movement }) => movement.habits.shift < 0.5)
    const [shift] = day?.movement.shiftsOf(MIDNIGHT + 12 * HOUR_MS) ?? []
    expect((shift?.fromMs ?? 0) - MIDNIGHT).toBeGreaterThan(5.5 * HOUR_MS)
    expect((shift?.fromMs ?? 0) - MIDNIGHT).toBeLessThan(10 * HOUR_MS)
  })
})

describe('any moment', () => {
  it('is the same whatever was asked before, and in another fleet of the same seed', () => {
    const other = buildFleet(400, 1, MIDNIGHT).devices
    const times = Array.from({ length: 40 }, (_, at) => MIDNIGHT + at * 37 * 60_000)
    for (const [index, device] of fleet.entries()) {
      if (index % 10 !== 0) continue
      const forwards = times.map((timeMs) => device.movement.placeAt(timeMs))
      const backwards = times.toReversed().map((timeMs) => other[index]?.movement.placeAt(timeMs))
      expect(backwards.toReversed()).toEqual(forwards)
    }
  })

  it('of what is mounted is the same place', () => {
    for (const { movement } of ofClass(104)) {
      expect(movement.isMounted).toBe(true)
      expect(movement.placeAt(1)).toEqual(movement.placeAt(MIDNIGHT))
    }
  })
})

describe('reports by distance', () => {
  it('come when it went so far, not later', () => {
    const [device] = vehicles.filter(({ movement }) => movement.rounds.at(MIDNIGHT + 11 * HOUR_MS).course)
    if (!device) throw new Error('nobody drives')
    const { movement } = device
    const { beginS, course } = movement.rounds.at(MIDNIGHT + 11 * HOUR_MS)
    let before = -1
    let reports = 0
    for (let second = 0; second < 1200; second++) {
      const nowMs = (beginS + second) * 1000
      const reportMs = movement.reportedAt(nowMs, { intervalS: 0, distanceM: 50 })
      expect(reportMs).toBeLessThanOrEqual(nowMs)
      const [went, said] = [nowMs, reportMs].map((timeMs) => course?.at(timeMs / 1000 - beginS).metres ?? 0)
      expect((went ?? 0) - (said ?? 0)).toBeLessThan(50.1)
      if (reportMs === before) continue
      before = reportMs
      reports++
      expect(((said ?? 0) + 0.2) % 50).toBeLessThan(0.4)
    }
    expect(reports).toBeGreaterThan(20)
  })
})

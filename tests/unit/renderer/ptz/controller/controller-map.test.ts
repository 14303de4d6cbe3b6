import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  axisSpeed,
  parseMap,
  usualMap,
  withAxis,
  withButton,
} from '../../../../../renderer/features/ptz/controller/controller-map.ts'

const PAD = usualMap('standard')

describe('an axis', () => {
  it('rests within its dead zone, and begins slowly at its edge', () => {
    expect(axisSpeed(0.149, false, 0.15, 100)).toBe(0)
    expect(axisSpeed(-0.15, false, 0.15, 100)).toBe(0)
    expect(axisSpeed(0.17, false, 0.15, 100)).toBe(5)
    expect(axisSpeed(-0.17, false, 0.15, 100)).toBe(-5)
  })

  it('is as fast as it leans, up to the speed that was set', () => {
    const speeds = [0.3, 0.5, 0.7, 0.9, 1].map((value) => axisSpeed(value, false, 0.15, 60))
    expect(speeds).toEqual(speeds.toSorted((a, b) => a - b))
    expect(new Set(speeds).size).toBe(5)
    expect(speeds.at(-1)).toBe(60)
  })

  it('turns round when it is inverted, and is nothing where the controller has none', () => {
    expect(axisSpeed(1, true, 0.15, 100)).toBe(-100)
    expect(axisSpeed(undefined, false, 0.15, 100)).toBe(0)
    expect(axisSpeed(Number.NaN, false, 0.15, 100)).toBe(0)
  })

  it('is always what the platform takes', () => {
    const value = fc.double({ min: -2, max: 2, noNaN: true })
    fc.assert(
      fc.property(value, fc.double({ min: 0.02, max: 0.6, noNaN: true }), (at, deadZone) => {
        const speed = Math.abs(axisSpeed(at, false, deadZone, 100))
        expect(speed === 0 || (speed >= 5 && speed <= 100)).toBe(true)
      }),
    )
  })
})

describe('a map', () => {
  it('reads back as it was kept', () => {
    expect(parseMap(JSON.parse(JSON.stringify(PAD)))).toEqual(PAD)
    expect(parseMap(JSON.parse(JSON.stringify(usualMap(''))))).toEqual(usualMap(''))
  })

  it('that was edited by hand is brought into range, part by part', () => {
    const spoilt = {
      axes: { pan: { axis: 1.5 }, tilt: { axis: 999 }, zoom: 'none' },
      buttons: { zoominc: -1, preset1: 3, dance: 4 },
      deadZone: 7,
      speed: 'fast',
    }
    expect(parseMap(spoilt)).toMatchObject({
      axes: {
        pan: { axis: null, inverted: false },
        tilt: { axis: null, inverted: false },
        zoom: { axis: null, inverted: false },
      },
      buttons: { zoominc: null, preset1: 3, togglePtz: null },
      deadZone: 0.6,
      speed: 100,
    })
    for (const value of [undefined, null, [], 'map', {}, { axes: {} }]) expect(parseMap(value)).toBeUndefined()
  })

  it('gives a button or an axis one thing to do', () => {
    const changed = withButton(PAD, 'preset8', 7)
    expect(changed.buttons).toMatchObject({ preset8: 7, zoominc: null, zoomdec: 6 })
    expect(withButton(PAD, 'preset8', null).buttons).toEqual(PAD.buttons)
    const turned = withAxis(PAD, 'pan', { axis: 3, inverted: true })
    expect(turned.axes).toMatchObject({ pan: { axis: 3, inverted: true }, zoom: { axis: null } })
  })
})

import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { fitPlace, monitorKey, openPlaces, type Monitor } from '../../../../../electron/host/common/window-places.ts'
import { tempFolder } from '../../../../support/temp-folder.ts'

const monitor = (x: number, width = 1920, scaleFactor = 1): Monitor => ({
  bounds: { x, y: 0, width, height: 1080 },
  workArea: { x, y: 0, width, height: 1040 },
  scaleFactor,
})
const place = { x: 2000, y: 100, width: 1200, height: 800, maximized: false, fullscreen: false }

describe('the place of a window', () => {
  it('belongs to a set of monitors, in whatever order they are named', () => {
    const [left, right] = [monitor(0), monitor(1920)]
    expect(monitorKey([left, right])).toBe(monitorKey([right, left]))
    expect(monitorKey([left, right])).not.toBe(monitorKey([left]))
    expect(monitorKey([monitor(0)])).not.toBe(monitorKey([monitor(0, 1920, 1.5)]))
  })

  it('is kept while its title bar can be reached', () => {
    expect(fitPlace(place, [monitor(0), monitor(1920)])).toEqual(place)
    const overEdge = { ...place, x: 1820 }
    expect(fitPlace(overEdge, [monitor(0)])).toEqual(overEdge)
  })

  it('is corrected when it lies off-screen, keeping its size where that fits', () => {
    expect(fitPlace(place, [monitor(0)])).toEqual({ ...place, x: 360, y: 120 })
    expect(fitPlace({ ...place, y: -500 }, [monitor(1920)])).toMatchObject({ y: 120 })
    expect(fitPlace({ ...place, y: 1035 }, [monitor(1920)])).toMatchObject({ y: 120 })
    expect(fitPlace({ ...place, width: 5000, maximized: true }, [monitor(0)])).toMatchObject({
      x: 0,
      width: 1920,
      maximized: true,
    })
    expect(fitPlace(undefined, [monitor(0)])).toMatchObject({ width: 1600, height: 950, x: 160 })
  })

  it('is there after a restart; damaged files and entries count as none', () => {
    const folder = tempFolder()
    openPlaces(folder).set('k', place)
    expect(openPlaces(folder).get('k')).toEqual(place)
    writeFileSync(path.join(folder, 'windows.json'), '{"a":{"x":"1"},"b":null}')
    expect([openPlaces(folder).get('a'), openPlaces(folder).get('b')]).toEqual([undefined, undefined])
    writeFileSync(path.join(folder, 'windows.json'), '[')
    expect(openPlaces(folder).get('k')).toBeUndefined()
  })
})

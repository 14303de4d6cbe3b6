import { describe, expect, it } from 'vitest'
import {
  monitorFacts,
  numberMonitors,
  parseXrandr,
  requireMonitor,
} from '../../../../../electron/host/common/monitors.ts'

const XRANDR = `Monitors: 3
 0: +HDMI-1 1920/527x1080/296+1920+0  HDMI-1
 1: +*DP-1 1920/527x1080/296+0+0  DP-1
 2: DP-2 2560/600x1440/340+3840+0  DP-2
`

describe('monitors', () => {
  it('are counted with the main one first, then from left to right and from above', () => {
    const at = (name: string, x: number, y: number, isPrimary = false) => ({
      name,
      isPrimary,
      bounds: { x, y, width: 10, height: 10 },
    })
    const numbered = numberMonitors([at('low', 0, 10), at('right', 20, 0), at('main', 10, 0, true), at('left', 0, 0)])
    expect(numbered.map(({ number, name }) => `${number} ${name}`)).toEqual(['1 main', '2 left', '3 low', '4 right'])
  })

  it('are read from what X11 says', () => {
    expect(numberMonitors(parseXrandr(XRANDR)).map(monitorFacts)).toEqual([
      { number: 1, name: 'DP-1', width: 1920, height: 1080, isPrimary: true },
      { number: 2, name: 'HDMI-1', width: 1920, height: 1080, isPrimary: false },
      { number: 3, name: 'DP-2', width: 2560, height: 1440, isPrimary: false },
    ])
    expect(parseXrandr('')).toEqual([])
  })

  it('that are not there are refused with those that are', () => {
    const monitors = numberMonitors(parseXrandr(XRANDR))
    expect(requireMonitor(3, monitors).bounds).toEqual({ x: 3840, y: 0, width: 2560, height: 1440 })
    expect(() => requireMonitor(4, monitors)).toThrow(
      'There is no monitor 4. There are: 1 (DP-1, 1920 × 1080), 2 (HDMI-1, 1920 × 1080), 3 (DP-2, 2560 × 1440).',
    )
    expect(() => requireMonitor(1, [])).toThrow('cannot be told apart here')
  })
})

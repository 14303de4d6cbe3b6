/** Monitors as an operator counts them, whatever order the system names them in. */
import type { MonitorFacts } from '../../../shared/contract/walls.ts'
import type { Rectangle } from './window-places.ts'

export interface KnownMonitor {
  readonly name: string
  readonly bounds: Rectangle
  readonly isPrimary: boolean
}

export interface NumberedMonitor extends KnownMonitor {
  /** From 1. */
  readonly number: number
}

/** The main one is 1; the others follow from left to right, of two above each other the upper one first. */
export function numberMonitors(monitors: readonly KnownMonitor[]): NumberedMonitor[] {
  return monitors
    .toSorted(
      (one, other) =>
        Number(other.isPrimary) - Number(one.isPrimary) ||
        one.bounds.x - other.bounds.x ||
        one.bounds.y - other.bounds.y,
    )
    .map((monitor, at) => ({ ...monitor, number: at + 1 }))
}

export function monitorFacts({ number, name, isPrimary, bounds: { width, height } }: NumberedMonitor): MonitorFacts {
  return { number, name, width, height, isPrimary }
}

/** Fails with a sentence that names the monitors there are. */
export function requireMonitor(wanted: number, monitors: readonly NumberedMonitor[]): NumberedMonitor {
  const found = monitors.find(({ number }) => number === wanted)
  if (found) return found
  const names = monitors.map(({ number, name, bounds }) => `${number} (${name}, ${bounds.width} × ${bounds.height})`)
  throw new Error(
    names.length === 0
      ? `The monitors of this computer cannot be told apart here, so --monitor ${wanted} cannot be followed.`
      : `There is no monitor ${wanted}. There are: ${names.join(', ')}.`,
  )
}

/** Lines of `xrandr --listactivemonitors`: ` 0: +*DP-1 1920/527x1080/296+0+0  DP-1`. */
export function parseXrandr(text: string): KnownMonitor[] {
  return [...text.matchAll(/^\s*\d+:\s*\+?(\*?)(\S+)\s+(\d+)\/\d+x(\d+)\/\d+\+(\d+)\+(\d+)/gm)].map((match) => {
    const [, star, name = '', width, height, x, y] = match
    const bounds = { x: Number(x), y: Number(y), width: Number(width), height: Number(height) }
    return { name, bounds, isPrimary: star === '*' }
  })
}

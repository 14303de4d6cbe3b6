/** Where a window stood, remembered per set of monitors: a desk that is docked and undocked finds its arrangement each time. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

export interface Monitor {
  bounds: Rectangle
  workArea: Rectangle
  scaleFactor: number
}

export interface WindowPlace extends Rectangle {
  maximized: boolean
  fullscreen: boolean
}

const DEFAULT_SIZE = { width: 1600, height: 950 }
const MIN_SIZE = { width: 960, height: 600 }
/** A title bar this much inside a monitor can still be grabbed, px. */
const GRIP = 64
const MAX_KEPT = 40

/** The same for the same monitors in the same arrangement, in whatever order the system names them. */
export function monitorKey(monitors: readonly Monitor[]): string {
  const name = ({ bounds: b, scaleFactor }: Monitor): string => `${b.x},${b.y},${b.width}x${b.height}@${scaleFactor}`
  return monitors.map(name).sort().join(' ')
}

/** A place on the present monitors: as it was when its title bar can be reached, else in the middle of the first one. */
export function fitPlace(saved: WindowPlace | undefined, monitors: readonly Monitor[]): WindowPlace {
  const area = monitors[0]?.workArea ?? { x: 0, y: 0, ...DEFAULT_SIZE }
  const size = saved ?? DEFAULT_SIZE
  const isReachable = saved && monitors.some((monitor) => showsTitleBar(saved, monitor.workArea))
  if (saved && isReachable) return saved
  const width = Math.max(MIN_SIZE.width, Math.min(size.width, area.width))
  const height = Math.max(MIN_SIZE.height, Math.min(size.height, area.height))
  return {
    x: Math.round(area.x + (area.width - width) / 2),
    y: Math.round(area.y + (area.height - height) / 2),
    width,
    height,
    maximized: saved?.maximized ?? false,
    fullscreen: saved?.fullscreen ?? false,
  }
}

function showsTitleBar(place: Rectangle, area: Rectangle): boolean {
  const shownWidth = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x)
  const isTopInside = place.y >= area.y && place.y <= area.y + area.height - GRIP
  return isTopInside && shownWidth >= GRIP && place.width >= GRIP && place.height >= GRIP
}

export interface Places {
  get(key: string): WindowPlace | undefined
  set(key: string, place: WindowPlace): void
}

/** Kept in one file; a damaged one counts as empty, the loss is a window in the middle. */
export function openPlaces(folder: string): Places {
  const file = path.join(folder, 'windows.json')
  const places = new Map(Object.entries(readPlaces(file)).filter((entry) => isPlace(entry[1])))
  return {
    get: (key) => places.get(key),
    set(key, place) {
      places.delete(key)
      places.set(key, place)
      const kept = [...places].slice(-MAX_KEPT)
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(kept)))
      renameSync(`${file}.new`, file)
    },
  }
}

function readPlaces(file: string): Record<string, WindowPlace> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, WindowPlace>) : {}
  } catch {
    return {}
  }
}

function isPlace(value: unknown): value is WindowPlace {
  if (typeof value !== 'object' || value === null) return false
  const place = value as Record<string, unknown>
  const isNumbers = ['x', 'y', 'width', 'height'].every((name) => Number.isSafeInteger(place[name]))
  return isNumbers && typeof place['maximized'] === 'boolean' && typeof place['fullscreen'] === 'boolean'
}

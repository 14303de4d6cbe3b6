/** A place as it is written, in the notation the operator likes, and read back from what he types. Degrees, WGS-84. */
import { placeText } from '../alarms/place-text.ts'
import type { LngLat } from './datum.ts'
import { toMgrs, toUtm } from './utm.ts'

export const NOTATIONS = ['decimal', 'dms', 'utm', 'mgrs'] as const
export type Notation = (typeof NOTATIONS)[number]

/** Near the poles UTM and MGRS end: there it is decimal. */
export function writePlace(notation: Notation, lng: number, lat: number): string {
  if (notation === 'dms') return `${dms(lat, 'N', 'S')} ${dms(lng, 'E', 'W')}`
  const utm = notation === 'utm' ? toUtm(lng, lat) : undefined
  if (utm) return `${utm.zone}${utm.band} ${Math.round(utm.easting)} ${Math.round(utm.northing)}`
  return (notation === 'mgrs' ? toMgrs(lng, lat) : undefined) ?? placeText(lat, lng)
}

function dms(degrees: number, plus: string, minus: string): string {
  // Rounded once, so that 59.96 seconds never become 60.
  const tenths = Math.round(Math.abs(degrees) * 36_000)
  const [whole, minutes, seconds] = [Math.floor(tenths / 36_000), Math.floor((tenths % 36_000) / 600), tenths % 600]
  const two = (value: number, digits = 0): string => value.toFixed(digits).padStart(digits > 0 ? 4 : 2, '0')
  return `${whole}°${two(minutes)}′${two(seconds / 10, 1)}″${degrees < 0 ? minus : plus}`
}

const NUMBER = /-?\d+(?:\.\d+)?/g
const MOST_CHARACTERS = 100

/**
 * Decimal degrees, latitude first, or degrees, minutes and seconds; letters N, S, E, W say which is which and may stand at either
 * end. Undefined for what is no place.
 */
export function readPlace(typed: string): LngLat | undefined {
  const text = typed.slice(0, MOST_CHARACTERS).toUpperCase().replaceAll('，', ',')
  if (/[A-Z]/.test(text.replace(/[NSEW]/g, ''))) return undefined
  const halves = split(text)
  if (!halves) return undefined
  const read = halves.map(half)
  const [first, second] = read
  if (!first || !second) return undefined
  const isSwapped = /[EW]/.test(halves[0] ?? '') || /[NS]/.test(halves[1] ?? '')
  const [lat, lng] = isSwapped ? [second, first] : [first, second]
  return Math.abs(lat.degrees) <= 90 && Math.abs(lng.degrees) <= 180 ? [lng.degrees, lat.degrees] : undefined
}

/** Into the two angles: at the comma, after a letter, or in the middle of the numbers. */
function split(text: string): [string, string] | undefined {
  const parts = text.split(/[,;]/).filter((part) => part.trim() !== '')
  if (parts.length === 2) return [parts[0] ?? '', parts[1] ?? '']
  const lettered =
    /^([^NSEW]*[NSEW])([^NSEW]*[NSEW])$/.exec(text.trim()) ?? /^([NSEW][^NSEW]*)([NSEW].*)$/.exec(text.trim())
  if (lettered) return [lettered[1] ?? '', lettered[2] ?? '']
  const numbers = text.match(NUMBER) ?? []
  if (numbers.length !== 2 && numbers.length !== 4 && numbers.length !== 6) return undefined
  const middle = numbers.length / 2
  return [numbers.slice(0, middle).join(' '), numbers.slice(middle).join(' ')]
}

function half(text: string): { degrees: number } | undefined {
  const numbers = (text.match(NUMBER) ?? []).map(Number)
  const [degrees = Number.NaN, minutes = 0, seconds = 0] = numbers
  if (numbers.length < 1 || numbers.length > 3 || !Number.isFinite(degrees)) return undefined
  if (minutes < 0 || minutes >= 60 || seconds < 0 || seconds >= 60) return undefined
  const size = Math.abs(degrees) + minutes / 60 + seconds / 3600
  return { degrees: degrees < 0 || Object.is(degrees, -0) || /[SW]/.test(text) ? -size : size }
}

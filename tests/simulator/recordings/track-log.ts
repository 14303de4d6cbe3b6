/** GPS files: NMEA 0183, one RMC sentence of fixed length each half minute, void without a fix. */
import type { Device } from '../fleet/build.ts'
import { placeAt } from '../fleet/positioning.ts'

const KNOT_MPS = 0.514444
/** Bytes of a sentence with its line end; every field has a fixed width. */
const LINE_BYTES = 74
const STEP_S = 30

interface Span {
  /** Seconds since 1970. */
  readonly beginS: number
  readonly endS: number
}

export function trackLogSize({ beginS, endS }: Span): number {
  return lineCount(beginS, endS) * LINE_BYTES
}

export function trackLog(device: Device, { beginS, endS }: Span): Buffer {
  const lines: string[] = []
  for (let index = 0; index < lineCount(beginS, endS); index++) lines.push(sentence(device, beginS + index * STEP_S))
  return Buffer.from(lines.join(''), 'latin1')
}

function lineCount(beginS: number, endS: number): number {
  return Math.floor((endS - beginS) / STEP_S) + 1
}

function sentence(device: Device, timeS: number): string {
  const { lat, lng, heading, speed, isFixed } = placeAt(device, timeS * 1000)
  const [date = '', time = ''] = new Date(timeS * 1000).toISOString().split('T')
  const [year = '', month = '', day = ''] = date.split('-')
  const fields = [
    'GPRMC',
    `${time.slice(0, 8).replaceAll(':', '')}.00`,
    isFixed ? 'A' : 'V',
    minutes(lat, 2),
    lat < 0 ? 'S' : 'N',
    minutes(lng, 3),
    lng < 0 ? 'W' : 'E',
    (speed / KNOT_MPS).toFixed(2).padStart(6, '0'),
    (Math.floor(heading * 10) / 10).toFixed(1).padStart(5, '0'),
    `${day}${month}${year.slice(2)}`,
    '',
    '',
    isFixed ? 'A' : 'N',
  ].join(',')
  return `$${fields}*${checksum(fields)}\r\n`
}

/** `ddmm.mmmmm`, with so many digits for the degrees. */
function minutes(degrees: number, digits: number): string {
  const hundredThousandths = Math.round(Math.abs(degrees) * 6_000_000)
  const whole = Math.floor(hundredThousandths / 6_000_000)
  const rest = (hundredThousandths - whole * 6_000_000) / 100_000
  return String(whole).padStart(digits, '0') + rest.toFixed(5).padStart(8, '0')
}

function checksum(text: string): string {
  let sum = 0
  for (let index = 0; index < text.length; index++) sum ^= text.charCodeAt(index)
  return sum.toString(16).toUpperCase().padStart(2, '0')
}

/** Universal Transverse Mercator and the grid of letters on it (MGRS), by the series of Snyder: a millimetre within a zone. */

const AXIS_M = 6_378_137
const FLATTENING = 1 / 298.257_223_563
const E2 = FLATTENING * (2 - FLATTENING)
const E2_PRIME = E2 / (1 - E2)
const SCALE = 0.9996
const FALSE_EASTING = 500_000
const FALSE_NORTHING = 10_000_000
const RAD = Math.PI / 180
const BANDS = 'CDEFGHJKLMNPQRSTUVWX'
const COLUMNS = ['ABCDEFGH', 'JKLMNPQR', 'STUVWXYZ'] as const
const ROWS = 'ABCDEFGHJKLMNPQRSTUV'

export interface Utm {
  readonly zone: number
  readonly band: string
  /** Metres. */
  readonly easting: number
  readonly northing: number
}

/** Degrees. Undefined near the poles, where the grid ends. */
export function toUtm(lng: number, lat: number): Utm | undefined {
  if (lat < -80 || lat > 84) return undefined
  const zone = zoneOf(lng, lat)
  const phi = lat * RAD
  const sine = Math.sin(phi)
  const cosine = Math.cos(phi)
  const tangent2 = (sine / cosine) ** 2
  const c = E2_PRIME * cosine * cosine
  const a = (lng - (zone * 6 - 183)) * RAD * cosine
  const radius = AXIS_M / Math.sqrt(1 - E2 * sine * sine)
  const east =
    a +
    ((1 - tangent2 + c) * a ** 3) / 6 +
    ((5 - 18 * tangent2 + tangent2 ** 2 + 72 * c - 58 * E2_PRIME) * a ** 5) / 120
  const north =
    a ** 2 / 2 +
    ((5 - tangent2 + 9 * c + 4 * c * c) * a ** 4) / 24 +
    ((61 - 58 * tangent2 + tangent2 ** 2 + 600 * c - 330 * E2_PRIME) * a ** 6) / 720
  const northing = SCALE * (meridianM(phi) + radius * (sine / cosine) * north)
  return {
    zone,
    band: BANDS[Math.min(BANDS.length - 1, Math.floor((lat + 80) / 8))] ?? 'X',
    easting: SCALE * radius * east + FALSE_EASTING,
    northing: lat < 0 ? northing + FALSE_NORTHING : northing,
  }
}

/** `51R UQ 44052 94215`: to the metre. */
export function toMgrs(lng: number, lat: number): string | undefined {
  const utm = toUtm(lng, lat)
  if (!utm) return undefined
  const column = COLUMNS[(utm.zone - 1) % 3]?.[Math.floor(utm.easting / 100_000) - 1] ?? '?'
  const shift = utm.zone % 2 === 0 ? 5 : 0
  const row = ROWS[(Math.floor(utm.northing / 100_000) + shift) % ROWS.length] ?? '?'
  const digits = (metres: number): string => String(Math.floor(metres % 100_000)).padStart(5, '0')
  return `${utm.zone}${utm.band} ${column}${row} ${digits(utm.easting)} ${digits(utm.northing)}`
}

/** With the wider zones of Norway and Svalbard. */
function zoneOf(lng: number, lat: number): number {
  if (lat >= 56 && lat < 64 && lng >= 3 && lng < 12) return 32
  if (lat >= 72 && lng >= 0 && lng < 42) return [31, 33, 35, 37][lng < 9 ? 0 : lng < 21 ? 1 : lng < 33 ? 2 : 3] ?? 31
  return Math.min(60, Math.floor((lng + 180) / 6) + 1)
}

/** From the equator along the meridian. */
function meridianM(phi: number): number {
  return (
    AXIS_M *
    ((1 - E2 / 4 - (3 * E2 ** 2) / 64 - (5 * E2 ** 3) / 256) * phi -
      ((3 * E2) / 8 + (3 * E2 ** 2) / 32 + (45 * E2 ** 3) / 1024) * Math.sin(2 * phi) +
      ((15 * E2 ** 2) / 256 + (45 * E2 ** 3) / 1024) * Math.sin(4 * phi) -
      ((35 * E2 ** 3) / 3072) * Math.sin(6 * phi))
  )
}

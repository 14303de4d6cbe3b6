/** A track as text in the formats that other programs read: GPX 1.1, KML 2.2 (`gx:Track`, with times), a table. */
import { NOT_TOLD, TRACK_WIDTH, type TrackFormat, type TrackUnit } from '../../../shared/contract/tracks.ts'
import { BYTE_ORDER_MARK, csvLine } from '../storage/csv.ts'
import { localTime } from '../storage/local-time.ts'

export type TextLanguage = 'en' | 'zh-CN'

interface TrackText {
  readonly head: (language: TextLanguage) => string
  readonly track: (unit: TrackUnit, points: Float64Array) => Iterable<string>
  readonly foot: string
}

/** Points in one piece of text: a million of them must not be one string. */
const PIECE_POINTS = 2000

interface Point {
  readonly time: number
  readonly lng: number
  readonly lat: number
  readonly speed: number | undefined
  readonly heading: number | undefined
  readonly height: number | undefined
}

const gpx: TrackText = {
  head: () =>
    '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="Watchpost" xmlns="http://www.topografix.com/GPX/1/1">\n',
  *track(unit, points) {
    yield `<trk><name>${xml(unit.name)}</name><desc>${xml(unit.puid)}</desc><trkseg>\n`
    yield* pieces(points, ({ lat, lng, height, time }) => {
      const elevation = height === undefined ? '' : `<ele>${height}</ele>`
      return `<trkpt lat="${lat}" lon="${lng}">${elevation}<time>${new Date(time).toISOString()}</time></trkpt>\n`
    })
    yield '</trkseg></trk>\n'
  },
  foot: '</gpx>\n',
}

const kml: TrackText = {
  head: () =>
    '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>\n',
  *track(unit, points) {
    yield `<Placemark><name>${xml(unit.name)}</name><description>${xml(unit.puid)}</description><gx:Track>\n`
    yield* pieces(points, ({ time }) => `<when>${new Date(time).toISOString()}</when>\n`)
    yield* pieces(points, ({ lng, lat, height }) => `<gx:coord>${lng} ${lat} ${height ?? 0}</gx:coord>\n`)
    yield '</gx:Track></Placemark>\n'
  },
  foot: '</Document></kml>\n',
}

const COLUMNS: Readonly<Record<TextLanguage, readonly string[]>> = {
  en: ['Device', 'Device ID', 'Time', 'Longitude', 'Latitude', 'Speed (km/h)', 'Heading (°)', 'Height (m)'],
  'zh-CN': ['设备', '设备ID', '时间', '经度', '纬度', '速度(km/h)', '方向(°)', '高度(m)'],
}

const csv: TrackText = {
  head: (language) => BYTE_ORDER_MARK + csvLine(COLUMNS[language]),
  track: ({ name, puid }, points) =>
    pieces(points, ({ time, lng, lat, speed, heading, height }) =>
      csvLine([name, puid, localTime(time), lng, lat, speed, heading, height]),
    ),
  foot: '',
}

export const TRACK_TEXT: Readonly<Record<TrackFormat, TrackText>> = { gpx, kml, csv }

function* pieces(points: Float64Array, write: (point: Point) => string): Generator<string> {
  let piece = ''
  const count = points.length / TRACK_WIDTH
  for (let at = 0; at < count; at++) {
    piece += write(pointAt(points, at))
    if (at % PIECE_POINTS === PIECE_POINTS - 1) {
      yield piece
      piece = ''
    }
  }
  yield piece
}

function pointAt(points: Float64Array, at: number): Point {
  const [time = 0, lng = 0, lat = 0, speed, heading, height] = points.subarray(at * TRACK_WIDTH, (at + 1) * TRACK_WIDTH)
  return { time, lng, lat, speed: told(speed), heading: told(heading), height: told(height) }
}

function told(value: number | undefined): number | undefined {
  return value === NOT_TOLD ? undefined : value
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Names come from anybody: characters that XML cannot hold at all are left out. */
function xml(text: string): string {
  return text
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll(/[&<>"']/g, (one) => ENTITIES[one] ?? '')
}

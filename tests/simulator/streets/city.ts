/** The city of a seed: its streets, and what lies where. Drawn once for each seed. */
import { DISTRICTS } from '../fleet/names.ts'
import { createRandom } from '../random.ts'
import { drawDistrict, type Pattern } from './districts.ts'
import { Draft } from './draft.ts'
import { drawExpressway, joinDistricts } from './links.ts'
import type { StreetGraph } from './graph.ts'
import { FOOT, VEHICLE } from './movers.ts'
import { Signals } from './signals.ts'
import { Ways } from './ways.ts'

export interface City {
  readonly graph: StreetGraph
  readonly signals: Signals
  /** For those who drive, and for those who walk. */
  readonly ways: { readonly vehicle: Ways; readonly foot: Ways }
  /** Crossings of each of `DISTRICTS`. */
  readonly districts: readonly (readonly number[])[]
}

const SALT = 0x57e7
const PATTERNS: readonly Pattern[] = ['grid', 'mixed', 'radial']
/** Simulators of one process have few seeds between them. */
const MOST_KEPT = 4

const drawn = new Map<number, City>()

export function cityOf(seed: number): City {
  const known = drawn.get(seed)
  if (known) return known
  const city = drawCity(seed)
  const [oldest] = drawn.keys()
  if (drawn.size >= MOST_KEPT && oldest !== undefined) drawn.delete(oldest)
  drawn.set(seed, city)
  return city
}

function drawCity(seed: number): City {
  const random = createRandom(seed ^ SALT)
  const draft = new Draft()
  const first = random.between(0, PATTERNS.length - 1)
  const plans = DISTRICTS.map((middle, index) => {
    const pattern = PATTERNS[(first + index) % PATTERNS.length] ?? 'grid'
    return { middle, crossings: drawDistrict(draft, middle, pattern, random) }
  })
  joinDistricts(draft, plans, random)
  drawExpressway(draft, plans, random)
  const { graph } = draft
  return {
    graph,
    signals: new Signals(graph, seed),
    ways: { vehicle: new Ways(graph, VEHICLE), foot: new Ways(graph, FOOT) },
    districts: plans.map(({ crossings }) => crossings),
  }
}

/** The crossings of the district whose middle lies nearest; metres east and north of the city's. */
export function districtAt(city: City, middle: { readonly east: number; readonly north: number }): readonly number[] {
  const away = DISTRICTS.map(({ east, north }) => Math.hypot(east - middle.east, north - middle.north))
  return city.districts[away.indexOf(Math.min(...away))] ?? []
}

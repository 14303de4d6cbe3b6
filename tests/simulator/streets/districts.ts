/** How the districts of a city are laid out: a grid, rings with radial streets, or a grid in the middle of rings. */
import type { Random } from '../random.ts'
import type { Draft, Spot } from './draft.ts'
import { Road, type RoadId } from './roads.ts'

export type Pattern = 'grid' | 'radial' | 'mixed'

/** Beyond this the streets of a district end, m. */
export const DISTRICT_RADIUS_M = 1900

const GRID_M = 215
const RINGS_M = [260, 560, 900, 1270, 1680] as const

/** Draws a district around `middle` and gives its crossings. All of them are joined. */
export function drawDistrict(draft: Draft, middle: Spot, pattern: Pattern, random: Random): number[] {
  const turn = (random.next() - 0.5) * (pattern === 'radial' ? Math.PI : 0.7)
  if (pattern === 'grid') return drawGrid(draft, middle, DISTRICT_RADIUS_M, turn, random)
  if (pattern === 'radial') return drawRings(draft, middle, RINGS_M, turn, random)
  const core = drawGrid(draft, middle, 900, turn, random)
  const rings = drawRings(draft, middle, RINGS_M.slice(3), turn, random)
  // The innermost ring is where the streets of the core end.
  for (const crossing of rings.slice(0, 16)) {
    const spot = draft.spots[crossing]
    if (spot) draft.join(draft.nearest(core, spot), crossing, Road.mainStreet)
  }
  return [...core, ...rings]
}

function drawGrid(draft: Draft, middle: Spot, radiusM: number, turn: number, random: Random): number[] {
  const half = Math.floor(radiusM / GRID_M)
  const size = 2 * half + 1
  const at: (number | undefined)[] = []
  for (let row = -half; row <= half; row++)
    for (let column = -half; column <= half; column++) {
      const [x, y] = [column * GRID_M + jitter(random, 28), row * GRID_M + jitter(random, 28)]
      const isInside = Math.hypot(column, row) * GRID_M <= radiusM
      at.push(isInside ? draft.crossing(...turned(middle, x, y, turn)) : undefined)
    }
  const kept: Link[] = []
  const left: Link[] = []
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      for (const [right, up] of [
        [1, 0],
        [0, 1],
      ] as const) {
        const from = at[row * size + column]
        const to = column + right < size ? at[(row + up) * size + column + right] : undefined
        if (from === undefined || to === undefined) continue
        const road = gridRoad(Math.abs((right ? row : column) - half))
        // Blocks differ: some small streets were never built.
        const list = road === Road.local && random.chance(0.14) ? left : kept
        list.push({ from, to, road })
      }
  joinAll(draft, kept, left)
  return at.filter((crossing) => crossing !== undefined)
}

function gridRoad(line: number): RoadId {
  if (line === 0) return Road.arterial
  return line % 3 === 0 ? Road.mainStreet : Road.local
}

function drawRings(draft: Draft, middle: Spot, rings: readonly number[], turn: number, random: Random): number[] {
  const found: number[] = []
  let inner: number[] = rings.length === RINGS_M.length ? [draft.crossing(middle.east, middle.north)] : []
  found.push(...inner)
  const kept: Link[] = []
  const left: Link[] = []
  for (const [index, radius] of rings.entries()) {
    const count = radius < 500 ? 8 : radius < 1200 ? 16 : 32
    const outer = Array.from({ length: count }, (_, at) => {
      const angle = (at / count) * 2 * Math.PI
      const away = radius + jitter(random, 30)
      return draft.crossing(...turned(middle, Math.sin(angle) * away, Math.cos(angle) * away, turn))
    })
    const ring = index % 2 === 0 ? Road.mainStreet : Road.local
    outer.forEach((crossing, at) => {
      kept.push({ from: crossing, to: outer[(at + 1) % count] ?? crossing, road: ring })
      const ratio = inner.length === 1 ? count : count / Math.max(1, inner.length)
      if (inner.length === 0 || (inner.length > 1 && at % ratio !== 0)) return
      const spoke = (at * 8) % count === 0 ? ((at * 4) % count === 0 ? Road.arterial : Road.mainStreet) : Road.local
      const list = spoke === Road.local && random.chance(0.2) ? left : kept
      list.push({ from: inner[Math.floor(at / ratio)] ?? crossing, to: crossing, road: spoke })
    })
    found.push(...outer)
    inner = outer
  }
  joinAll(draft, kept, left)
  return found
}

interface Link {
  readonly from: number
  readonly to: number
  readonly road: RoadId
}

/** What was left out is built after all where nothing else leads. */
function joinAll(draft: Draft, kept: readonly Link[], left: readonly Link[]): void {
  const parts = new Map<number, number>()
  const partOf = (crossing: number): number => {
    const part = parts.get(crossing) ?? crossing
    if (part === crossing) return crossing
    const top = partOf(part)
    parts.set(crossing, top)
    return top
  }
  const join = ({ from, to, road }: Link): void => {
    parts.set(partOf(from), partOf(to))
    draft.join(from, to, road)
  }
  kept.forEach(join)
  for (const link of left) if (partOf(link.from) !== partOf(link.to)) join(link)
}

function turned({ east, north }: Spot, x: number, y: number, angle: number): [number, number] {
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)]
  return [east + x * cos + y * sin, north - x * sin + y * cos]
}

function jitter(random: Random, metres: number): number {
  return (random.next() - 0.5) * 2 * metres
}

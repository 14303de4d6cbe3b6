/**
 * A course while it is driven: faster and slower, round corners, before lights that are red. Times are s since the round began,
 * which was at `beginS` since 1970.
 */
import type { City } from './city.ts'
import { Course } from './course.ts'
import { degreeOf, turnOf } from './graph.ts'
import type { Mover } from './movers.ts'

/** Who waits stands so far before the middle of the crossing, m. */
const STOP_LINE_M = 9
/** From green to moving, s. */
const REACTION_S = 1.5

interface Plan {
  /** Of each lane: where nothing is in the way, and the most at its end, m/s. */
  readonly cruise: readonly number[]
  readonly ends: readonly number[]
}

export class CourseDraft {
  /** Seconds and metres so far. */
  seconds = 0
  readonly #city: City
  readonly #mover: Mover
  readonly #pace: number
  readonly #beginS: number
  readonly #stretches: number[] = []
  readonly #lanes: number[] = []
  readonly #laneBegins: number[] = []
  readonly #legs: number[] = []
  #metres = 0
  #speed = 0
  #leg = -1

  constructor(city: City, mover: Mover, pace: number, beginS: number) {
    this.#city = city
    this.#mover = mover
    this.#pace = pace
    this.#beginS = beginS
  }

  /** Undefined when nothing was driven. */
  get course(): Course | undefined {
    if (this.#leg < 0) return undefined
    return new Course(this.#city.graph, {
      stretches: this.#stretches,
      lanes: this.#lanes,
      laneBegins: this.#laneBegins,
      legs: this.#legs,
    })
  }

  /** Where it is stays where it is for so long. There was a leg. */
  stay(seconds: number): void {
    this.#push(0)
    this.seconds += seconds
  }

  /** From standing to standing along `lanes`, at least one. `obeysLights`: false for who is waved through. */
  drive(lanes: readonly number[], obeysLights: boolean): void {
    const plan = this.#planOf(lanes)
    const { from, length, to } = this.#city.graph.lanes
    const beginM = this.#metres
    this.#leg++
    lanes.forEach((lane, at) => {
      this.#lanes.push(lane)
      this.#laneBegins.push(this.#metres)
      const [metres, cruise, end] = [length[lane] ?? 0, plan.cruise[at] ?? 0, plan.ends[at] ?? 0]
      const isLast = at === lanes.length - 1
      const arrivesS = this.#beginS + this.seconds + secondsOver(metres, this.#speed, end, cruise, this.#mover)
      if (obeysLights && !isLast && this.#city.signals.waitS(lane, arrivesS) > 0) this.#wait(lane, metres, cruise, end)
      else this.#go(metres, cruise, end)
    })
    this.#legs.push(beginM, this.#metres, from[lanes[0] ?? 0] ?? 0, to[lanes.at(-1) ?? 0] ?? 0)
    this.#push(0)
  }

  #wait(lane: number, metres: number, cruise: number, end: number): void {
    const line = Math.min(STOP_LINE_M, metres / 2)
    this.#go(metres - line, cruise, 0)
    this.stay(this.#city.signals.waitS(lane, this.#beginS + this.seconds) + REACTION_S)
    this.#go(line, cruise, end)
  }

  /** Speeds by what lies ahead, from the end backwards: who may have to stop has to be able to. */
  #planOf(lanes: readonly number[]): Plan {
    const { graph } = this.#city
    const { brakes } = this.#mover
    const cruise = lanes.map((lane) => this.#mover.cruise(graph.lanes.road[lane] ?? 0, this.#pace))
    const ends = lanes.map(() => 0)
    for (let at = lanes.length - 2; at >= 0; at--) {
      const [lane, next] = [lanes[at] ?? 0, lanes[at + 1] ?? 0]
      const ahead = graph.crossings.lights[graph.lanes.to[next] ?? 0] === 1 ? 0 : (ends[at + 1] ?? 0)
      const room = (graph.lanes.length[next] ?? 0) - (ahead === 0 ? STOP_LINE_M : 0)
      const canStill = Math.sqrt(ahead * ahead + 2 * brakes * Math.max(0, room))
      ends[at] = Math.min(cruise[at] ?? 0, cruise[at + 1] ?? 0, canStill, this.#crossingSpeed(lane, next))
    }
    return { cruise, ends }
  }

  #crossingSpeed(lane: number, next: number): number {
    const { graph } = this.#city
    const corner = this.#mover.corner(turnOf(graph, lane, next))
    const crossing = graph.lanes.to[lane] ?? 0
    if (graph.crossings.lights[crossing] === 1 || degreeOf(graph, crossing) < 3) return corner
    const [road, other] = [graph.lanes.road[lane] ?? 0, graph.lanes.road[next] ?? 0]
    // Who is on the greater street has the right of way.
    const isSmallest = road >= greatestAt(this.#city, crossing) && road >= 2
    return Math.min(corner, isSmallest || other < road ? this.#mover.meeting(other < road) : Infinity)
  }

  #go(metres: number, cruise: number, wantedEnd: number): void {
    const { accelerates, brakes } = this.#mover
    const begin = this.#speed
    const end = Math.min(wantedEnd, Math.sqrt(begin * begin + 2 * accelerates * metres))
    const top = topSpeed(metres, begin, end, cruise, this.#mover)
    const gaining = (top * top - begin * begin) / (2 * accelerates)
    const losing = (top * top - end * end) / (2 * brakes)
    this.#stretch(gaining, (top - begin) / accelerates, accelerates)
    const cruising = metres - gaining - losing
    this.#speed = top
    this.#stretch(cruising, top > 0 ? cruising / top : 0, 0)
    this.#stretch(losing, (top - end) / brakes, -brakes)
    this.#speed = end
  }

  #stretch(metres: number, seconds: number, gain: number): void {
    if (metres <= 1e-6 || seconds <= 0) return
    this.#push(gain)
    this.#speed += gain * seconds
    this.seconds += seconds
    this.#metres += metres
  }

  #push(gain: number): void {
    this.#stretches.push(this.seconds, this.#metres, this.#speed, gain, this.#lanes.length - 1, this.#leg)
  }
}

function greatestAt({ graph }: City, crossing: number): number {
  let least = 9
  const { first, leaving } = graph.crossings
  for (let index = first[crossing] ?? 0; index < (first[crossing + 1] ?? 0); index++)
    least = Math.min(least, graph.lanes.road[leaving[index] ?? 0] ?? 9)
  return least
}

function topSpeed(metres: number, begin: number, end: number, cruise: number, { accelerates, brakes }: Mover): number {
  const most =
    (2 * accelerates * brakes * metres + brakes * begin * begin + accelerates * end * end) / (accelerates + brakes)
  return Math.max(begin, end, Math.min(cruise, Math.sqrt(most)))
}

function secondsOver(metres: number, begin: number, wantedEnd: number, cruise: number, mover: Mover): number {
  const { accelerates, brakes } = mover
  const end = Math.min(wantedEnd, Math.sqrt(begin * begin + 2 * accelerates * metres))
  const top = topSpeed(metres, begin, end, cruise, mover)
  const [gaining, losing] = [(top - begin) / accelerates, (top - end) / brakes]
  const left = metres - ((top + begin) / 2) * gaining - ((top + end) / 2) * losing
  return gaining + losing + (top > 0 ? Math.max(0, left) / top : 0)
}

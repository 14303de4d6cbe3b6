/**
 * All units with a position, by slot, in typed arrays: tens of thousands that change all the time have no place in Vue. Whoever
 * draws or counts them reads the arrays up to `size` and looks again when `version` grew.
 */
import { POSITION_WIDTH, UNKNOWN } from '../../../shared/contract/positions.ts'
import { fromWgs84, type Datum } from './datum.ts'
import { mercatorX, mercatorY } from './mercator.ts'

/** Bits of `flags`. */
export const UnitFlag = { placed: 1, online: 2, speaking: 4, selected: 8, fix: 16 } as const

const FIRST_CAPACITY = 1024

/** What the fleet knows of a unit. */
export interface UnitFacts {
  readonly online: boolean
  /** Index in `UNIT_KINDS`. */
  readonly kind: number
}

export class UnitTable {
  size = 0
  /** Grows with every change. */
  version = 0
  /** On the map, metres of Web Mercator, in the datum of the base map. */
  x = new Float64Array(FIRST_CAPACITY)
  y = new Float64Array(FIRST_CAPACITY)
  /** Degrees, WGS-84. */
  lng = new Float64Array(FIRST_CAPACITY)
  lat = new Float64Array(FIRST_CAPACITY)
  /** Epoch ms by the platform's clock, 0 unknown. */
  time = new Float64Array(FIRST_CAPACITY)
  /** Degrees, km/h, metres; NaN unknown. */
  heading = new Float32Array(FIRST_CAPACITY)
  speed = new Float32Array(FIRST_CAPACITY)
  height = new Float32Array(FIRST_CAPACITY)
  /** Satellites; below nought unknown. */
  stars = new Int16Array(FIRST_CAPACITY)
  /** Bits of `SignalSource`. */
  sources = new Uint16Array(FIRST_CAPACITY)
  kind = new Uint8Array(FIRST_CAPACITY)
  /** Of its worst active alarm: 0 none, 1 low … 4 critical. */
  level = new Uint8Array(FIRST_CAPACITY)
  /** Bits of `UnitFlag`. */
  flags = new Uint8Array(FIRST_CAPACITY)
  readonly #ids: string[] = []
  readonly #slots = new Map<string, number>()
  #datum: Datum = 'wgs84'

  /** Empty for a slot whose page was not read yet. */
  idOf(slot: number): string {
    return this.#ids[slot] ?? ''
  }

  slotOf(id: string): number | undefined {
    return this.#slots.get(id)
  }

  has(slot: number, flag: number): boolean {
    return ((this.flags[slot] ?? 0) & flag) !== 0
  }

  /** @returns the slots that are new, in order */
  learn(from: number, ids: readonly string[]): readonly number[] {
    this.#reserve(from + ids.length)
    const added: number[] = []
    ids.forEach((id, at) => {
      const slot = from + at
      if (this.#ids[slot] === id) return
      this.#ids[slot] = id
      this.#slots.set(id, slot)
      added.push(slot)
    })
    return added
  }

  /** Positions as they cross from the core: `POSITION_WIDTH` numbers each. */
  put(rows: readonly number[]): void {
    for (let at = 0; at + POSITION_WIDTH <= rows.length; at += POSITION_WIDTH) this.#write(rows, at)
    this.version++
  }

  setFacts(slot: number, { online, kind }: UnitFacts): void {
    this.kind[slot] = kind
    this.setFlag(slot, UnitFlag.online, online)
  }

  setFlag(slot: number, flag: number, on: boolean): void {
    const before = this.flags[slot] ?? 0
    this.flags[slot] = on ? before | flag : before & ~flag
    this.version++
  }

  setLevel(slot: number, level: number): void {
    this.level[slot] = level
    this.version++
  }

  get datum(): Datum {
    return this.#datum
  }

  /** The base map became another: all are put where it has their places. */
  setDatum(datum: Datum): void {
    if (datum === this.#datum) return
    this.#datum = datum
    for (let slot = 0; slot < this.size; slot++) this.#project(slot)
    this.version++
  }

  clear(): void {
    this.flags.fill(0)
    this.level.fill(0)
    this.#ids.length = 0
    this.#slots.clear()
    this.size = 0
    this.version++
  }

  #write(rows: readonly number[], at: number): void {
    const slot = rows[at] ?? 0
    this.#reserve(slot + 1)
    this.lng[slot] = rows[at + 1] ?? 0
    this.lat[slot] = rows[at + 2] ?? 0
    this.time[slot] = rows[at + 3] ?? 0
    this.heading[slot] = known(rows[at + 4])
    this.speed[slot] = known(rows[at + 5])
    this.height[slot] = known(rows[at + 6])
    this.stars[slot] = Math.max(-1, rows[at + 7] ?? -1)
    this.sources[slot] = rows[at + 8] ?? 0
    const fix = rows[at + 9] === 1 ? UnitFlag.fix : 0
    this.flags[slot] = ((this.flags[slot] ?? 0) & ~UnitFlag.fix) | UnitFlag.placed | fix
    this.#project(slot)
  }

  #project(slot: number): void {
    const [lng, lat] = fromWgs84(this.#datum, this.lng[slot] ?? 0, this.lat[slot] ?? 0)
    this.x[slot] = mercatorX(lng)
    this.y[slot] = mercatorY(lat)
  }

  #reserve(size: number): void {
    this.size = Math.max(this.size, size)
    if (size <= this.x.length) return
    const capacity = 2 ** Math.ceil(Math.log2(size))
    this.x = grown(this.x, new Float64Array(capacity))
    this.y = grown(this.y, new Float64Array(capacity))
    this.lng = grown(this.lng, new Float64Array(capacity))
    this.lat = grown(this.lat, new Float64Array(capacity))
    this.time = grown(this.time, new Float64Array(capacity))
    this.heading = grown(this.heading, new Float32Array(capacity))
    this.speed = grown(this.speed, new Float32Array(capacity))
    this.height = grown(this.height, new Float32Array(capacity))
    this.stars = grown(this.stars, new Int16Array(capacity))
    this.sources = grown(this.sources, new Uint16Array(capacity))
    this.kind = grown(this.kind, new Uint8Array(capacity))
    this.level = grown(this.level, new Uint8Array(capacity))
    this.flags = grown(this.flags, new Uint8Array(capacity))
  }
}

function known(value: number | undefined): number {
  return value === undefined || value === UNKNOWN ? Number.NaN : value
}

function grown<T extends { set(from: ArrayLike<number>): void }>(from: T & ArrayLike<number>, to: T): T {
  to.set(from)
  return to
}

/** Trails of one length, from when they are asked for until they are ended: whose they are, what is known of them, where they are painted. */
import { MAX_TRACKS } from '../../../../shared/contract/tracks.ts'
import type { WatchpostClient } from '../../../../shared/contract/index.ts'
import type { ErrorEnvelope } from '../../../../shared/errors.ts'
import { toEnvelope } from '../../../ui/error-sentence.ts'
import { LAYER_ORDER, type MapStage } from '../map-stage.ts'
import type { UnitTable } from '../unit-table.ts'
import { readEarlier } from './earlier.ts'
import { TrailLayer, type TrailColours } from './trail-layer.ts'
import { TrailRings } from './trail-rings.ts'

/** More units than these have no trails at once. */
export const MOST_TRAILS = 1000
const POINTS = 180
const MINUTE_MS = 60_000

export interface TrailParts {
  readonly client: Pick<WatchpostClient, 'tracks'>
  readonly stage: MapStage
  readonly table: UnitTable
  readonly minutes: number
  readonly colours: TrailColours
  /** Epoch ms by the platform's clock. */
  now(): number
  /** Units whose trails begin in the past, and stand out. */
  chosen(): ReadonlySet<string>
  /** Whether all units that are shown have one. */
  ofAll(): boolean
  isShown(slot: number): boolean
}

export class Trails {
  readonly #parts: TrailParts
  readonly #spanMs: number
  readonly #rings: TrailRings
  readonly #layer: TrailLayer
  readonly #removeLayer: () => void
  /** Units whose earlier places were asked for. */
  readonly #filled = new Set<string>()
  readonly #stopped = new AbortController()

  constructor(parts: TrailParts) {
    const { stage, minutes, now, chosen, colours } = parts
    this.#parts = parts
    this.#spanMs = minutes * MINUTE_MS
    this.#rings = new TrailRings({ units: MOST_TRAILS, points: POINTS }, this.#spanMs / POINTS)
    this.#layer = new TrailLayer({
      ...{ rings: this.#rings, spanMs: this.#spanMs, now, isChosen: (id) => chosen().has(id) },
      head: (id, into) => this.#head(id, into),
    })
    this.#layer.setColours(colours)
    this.#removeLayer = stage.addLayer(this.#layer, LAYER_ORDER.trails)
  }

  setColours(colours: TrailColours): void {
    this.#layer.setColours(colours)
  }

  /** Units told where they are. */
  look(): void {
    const { table, ofAll, chosen, isShown } = this.#parts
    if (ofAll()) {
      if (this.#rings.isFull) this.#rings.keep((id) => this.#isWanted(id))
      for (let slot = 0; slot < table.size; slot++) if (isShown(slot)) this.#take(slot)
    }
    for (const id of chosen()) {
      const slot = table.slotOf(id)
      if (slot !== undefined && isShown(slot)) this.#take(slot)
    }
    this.#layer.refresh()
  }

  /** Others are chosen, or all are no longer wanted. */
  chooseAnew(): void {
    this.#rings.keep((id) => this.#isWanted(id))
    for (const id of this.#filled) if (!this.#rings.rows.has(id)) this.#filled.delete(id)
    this.look()
  }

  /** Reads where the chosen ones were before. Gives why it cannot be read; undefined when it could, or nobody waits any more. */
  async fill(): Promise<ErrorEnvelope | undefined> {
    const wanted = [...this.#parts.chosen()].filter((id) => !this.#filled.has(id)).slice(0, MAX_TRACKS)
    for (const id of wanted) this.#filled.add(id)
    const faults = await Promise.all(wanted.map((id) => this.#fillOne(id)))
    this.#layer.refresh()
    return this.#stopped.signal.aborted ? undefined : faults.find((fault) => fault !== undefined)
  }

  /** The base map puts places somewhere else. */
  project(): void {
    this.#rings.project((place) => this.#parts.stage.project(place))
    this.#layer.refresh()
  }

  end(): void {
    this.#stopped.abort()
    this.#removeLayer()
  }

  #isWanted(id: string): boolean {
    const { table, chosen, ofAll, isShown } = this.#parts
    return chosen().has(id) || (ofAll() && isShown(table.slotOf(id) ?? -1))
  }

  #take(slot: number): void {
    const { time, lng, lat, x, y } = this.#parts.table
    const id = this.#parts.table.idOf(slot)
    const row = id === '' ? undefined : this.#rings.take(id)
    if (row === undefined) return
    this.#rings.push(row, time[slot] ?? 0, lng[slot] ?? 0, lat[slot] ?? 0, x[slot] ?? 0, y[slot] ?? 0)
  }

  async #fillOne(id: string): Promise<ErrorEnvelope | undefined> {
    const { client, stage, now } = this.#parts
    const to = now()
    const span = { from: to - this.#spanMs, to }
    try {
      const earlier = await readEarlier(client, id, span, this.#stopped.signal, (place) => stage.project(place))
      const row = this.#rings.rows.get(id)
      if (row !== undefined) this.#rings.putBefore(row, earlier)
      return undefined
    } catch (thrown) {
      this.#filled.delete(id)
      return toEnvelope(thrown)
    }
  }

  #head(id: string, into: Float64Array): boolean {
    const { table } = this.#parts
    const slot = table.slotOf(id)
    if (slot === undefined) return false
    into[0] = table.time[slot] ?? 0
    into[1] = table.x[slot] ?? 0
    into[2] = table.y[slot] ?? 0
    return true
  }
}

/**
 * Trails of the last minutes behind units: behind those that are selected or followed, or behind all that are shown where these are
 * not too many. What was before is read from the platform for those that are chosen; of the others the trail begins now.
 */
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { MAX_TRACKS } from '../../../../shared/contract/tracks.ts'
import type { Off } from '../../../../shared/disposables.ts'
import type { ErrorEnvelope } from '../../../../shared/errors.ts'
import { useClient } from '../../../client.ts'
import { toEnvelope } from '../../../ui/error-sentence.ts'
import { useSessionStore } from '../../session/store.ts'
import type { Palette } from '../palette.ts'
import { LAYER_ORDER } from '../map-stage.ts'
import { useStageStore } from '../stage-store.ts'
import { useMapStore } from '../store.ts'
import { readEarlier } from './earlier.ts'
import { TrailLayer, type TrailColours } from './trail-layer.ts'
import { TrailRings } from './trail-rings.ts'

/** More units than these have no trails at once. */
export const MOST_TRAILS = 1000
const POINTS = 180
const MINUTE_MS = 60_000

export const useTrailsStore = defineStore('map-trails', () => {
  const client = useClient()
  const session = useSessionStore()
  const units = useMapStore()
  const stageStore = useStageStore()
  const { stage } = stageStore
  const { table, shown } = units
  const minutes = computed(() => stageStore.options.trailMinutes)
  const chosen = computed(() => new Set([...units.selected, ...units.followed].slice(0, MOST_TRAILS)))
  /** All are wanted, and they are too many. */
  const isTooMany = computed(() => stageStore.options.trailUnits === 'all' && units.counts.shown > MOST_TRAILS)
  const ofAll = computed(() => stageStore.options.trailUnits === 'all' && !isTooMany.value)
  /** Why what was before now is not there. */
  const error = shallowRef<ErrorEnvelope>()
  let trails: Trails | undefined

  function take(slot: number): void {
    const id = table.idOf(slot)
    const row = id === '' || !trails ? undefined : trails.rings.take(id)
    if (row === undefined || !trails) return
    const { time, lng, lat, x, y } = table
    trails.rings.push(row, time[slot] ?? 0, lng[slot] ?? 0, lat[slot] ?? 0, x[slot] ?? 0, y[slot] ?? 0)
  }
  const isShown = (id: string): boolean => shown.mask[table.slotOf(id) ?? -1] === 1

  function look(): void {
    if (!trails) return
    if (ofAll.value) {
      if (trails.rings.isFull) trails.rings.keep(isShown)
      for (let slot = 0; slot < table.size; slot++) if (shown.mask[slot] === 1) take(slot)
    }
    for (const id of chosen.value) if (isShown(id)) take(table.slotOf(id) ?? -1)
    trails.layer.refresh()
  }

  async function fill(): Promise<void> {
    const mine = trails
    if (!mine) return
    const wanted = [...chosen.value].filter((id) => !mine.filled.has(id)).slice(0, MAX_TRACKS)
    for (const id of wanted) mine.filled.add(id)
    const to = session.platformNow()
    const span = { from: to - mine.spanMs, to }
    await Promise.all(
      wanted.map(async (id) => {
        try {
          const earlier = await readEarlier(client, id, span, mine.stopped.signal, (place) => stage.project(place))
          const row = mine.rings.rows.get(id)
          if (row !== undefined) mine.rings.putBefore(row, earlier)
        } catch (thrown) {
          mine.filled.delete(id)
          if (!mine.stopped.signal.aborted) error.value = toEnvelope(thrown)
        }
      }),
    )
    mine.layer.refresh()
  }

  function begin(): void {
    trails?.end()
    trails = undefined
    error.value = undefined
    if (minutes.value === 0 || !session.inside) return
    const rings = new TrailRings({ units: MOST_TRAILS, points: POINTS }, (minutes.value * MINUTE_MS) / POINTS)
    const spanMs = minutes.value * MINUTE_MS
    const head = (id: string, into: Float64Array): boolean => headOf(table, id, into)
    const source = { rings, spanMs, now: session.platformNow, isChosen: (id: string) => chosen.value.has(id), head }
    const layer = new TrailLayer(source)
    layer.setColours(coloursOf(stageStore.palette))
    trails = beginTrails({ rings, layer, spanMs, remove: stage.addLayer(layer, LAYER_ORDER.trails) })
    look()
    void fill()
  }

  watch([minutes, () => session.inside], begin, { immediate: true })
  watch([chosen, ofAll], () => {
    const mine = trails
    if (!mine) return
    mine.rings.keep((id) => chosen.value.has(id) || (ofAll.value && isShown(id)))
    for (const id of mine.filled) if (!mine.rings.rows.has(id)) mine.filled.delete(id)
    look()
    void fill()
  })
  watch(() => units.tick, look)
  watch(
    () => stageStore.datum,
    () => {
      trails?.rings.project((place) => stage.project(place))
      trails?.layer.refresh()
    },
  )

  watch(
    () => stageStore.palette,
    (palette) => trails?.layer.setColours(coloursOf(palette)),
  )

  return {
    isTooMany,
    error,
    /** Reads anew what could not be read. */
    retry(): void {
      error.value = undefined
      void fill()
    },
  }
})

interface Trails {
  readonly rings: TrailRings
  readonly layer: TrailLayer
  readonly spanMs: number
  /** Units whose earlier places were asked for. */
  readonly filled: Set<string>
  readonly stopped: AbortController
  end(): void
}

function beginTrails(parts: Pick<Trails, 'rings' | 'layer' | 'spanMs'> & { remove: Off }): Trails {
  const stopped = new AbortController()
  return {
    ...parts,
    stopped,
    filled: new Set(),
    end() {
      stopped.abort()
      parts.remove()
    },
  }
}

function coloursOf(palette: Palette | undefined): TrailColours {
  return { chosen: palette?.accent ?? '', other: palette?.text2 ?? '' }
}

function headOf(table: ReturnType<typeof useMapStore>['table'], id: string, into: Float64Array): boolean {
  const slot = table.slotOf(id)
  if (slot === undefined) return false
  into[0] = table.time[slot] ?? 0
  into[1] = table.x[slot] ?? 0
  into[2] = table.y[slot] ?? 0
  return true
}

/** What lies under the pointer: a place, and the unit or cluster there; and what a click on it means. */
import type MapBrowserEvent from 'ol/MapBrowserEvent'
import { useEventListener } from '@vueuse/core'
import { onScopeDispose, shallowRef, type Ref } from 'vue'
import type { LngLat } from './datum.ts'
import { useStageStore } from './stage-store.ts'
import { useMapStore } from './store.ts'
import { useToolsStore } from './tools-store.ts'

/** At this zoom a click on a cluster does not go nearer any more: its units stand in one place. */
const NEAREST_ZOOM = 19

export interface Hovered {
  readonly ids: readonly string[]
  /** px in the map. */
  readonly x: number
  readonly y: number
}

/** @param host the element the map is shown in */
export function usePointer(host: Readonly<Ref<HTMLElement | null>>) {
  const units = useMapStore()
  const tools = useToolsStore()
  const stageStore = useStageStore()
  const { stage } = stageStore
  const place = shallowRef<LngLat>()
  const hovered = shallowRef<Hovered>()

  function idsAt(coordinate: readonly number[]): { ids: string[]; points: number[][] } | undefined {
    const hit = stage.units.hit(coordinate)
    if (!hit) return undefined
    const { table } = units
    return {
      ids: hit.slots.map((slot) => table.idOf(slot)),
      points: hit.slots.map((slot) => [table.x[slot] ?? 0, table.y[slot] ?? 0]),
    }
  }

  function move({ coordinate, pixel, dragging }: MapBrowserEvent<PointerEvent>): void {
    place.value = stage.unproject(coordinate)
    const hit = dragging || tools.tool ? undefined : idsAt(coordinate)
    hovered.value = hit && { ids: hit.ids, x: pixel[0] ?? 0, y: pixel[1] ?? 0 }
    if (host.value) host.value.style.cursor = tools.tool ? 'crosshair' : hit ? 'pointer' : ''
  }

  function click({ coordinate, originalEvent }: MapBrowserEvent<PointerEvent>): void {
    if (tools.tool) return
    const hit = idsAt(coordinate)
    const isMore = originalEvent.ctrlKey || originalEvent.metaKey || originalEvent.shiftKey
    if (!hit) return isMore ? undefined : units.select([])
    const [only] = hit.ids
    if (hit.ids.length === 1 && only !== undefined) return isMore ? units.toggle(only) : units.select([only])
    if (isMore || stage.place.zoom >= NEAREST_ZOOM) return isMore ? units.add(hit.ids) : units.select(hit.ids)
    units.follow([])
    stage.fit(hit.points)
  }

  function menu(event: MouseEvent): void {
    event.preventDefault()
    if (tools.tool) return
    stageStore.pin = stage.unproject(stage.map.getEventCoordinate(event))
  }

  const { map } = stage
  map.on('pointermove', move as (event: MapBrowserEvent) => void)
  map.on('click', click as (event: MapBrowserEvent) => void)
  useEventListener(host, 'contextmenu', menu)
  useEventListener(host, 'pointerleave', () => (place.value = hovered.value = undefined))
  onScopeDispose(() => {
    map.un('pointermove', move as (event: MapBrowserEvent) => void)
    map.un('click', click as (event: MapBrowserEvent) => void)
  })
  return { place, hovered }
}

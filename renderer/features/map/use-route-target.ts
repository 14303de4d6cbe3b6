/**
 * What another area asked to see: `/map?unit=<id>`, with `&panel=fences` for the fences of that unit or `&at=<epoch ms>` for where it
 * was about then; or `/map?lng=<degrees>&lat=<degrees>`. Shown once; then the address is plain again.
 */
import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useFencesStore } from '../fences/store.ts'
import { useTracksStore } from '../tracks/store.ts'
import { useMapPanel } from './panels.ts'
import { useStageStore } from './stage-store.ts'
import { useMapStore } from './store.ts'
import { useShowUnit } from './use-show-unit.ts'

const PLACE_ZOOM = 15
/** Before and after a moment that was asked for. */
const AROUND_MINUTES = 10

/** Undefined for what is no place on earth. */
function placeOf(query: Record<string, unknown>): { lng: number; lat: number } | undefined {
  const [lng, lat] = [Number(query['lng'] ?? Number.NaN), Number(query['lat'] ?? Number.NaN)]
  return Math.abs(lng) <= 180 && Math.abs(lat) <= 90 ? { lng, lat } : undefined
}

export function useRouteTarget(): void {
  const route = useRoute()
  const router = useRouter()
  const map = useMapStore()
  const stage = useStageStore()
  const show = useShowUnit()
  const panel = useMapPanel()
  const fences = useFencesStore()
  const tracks = useTracksStore()
  /** A unit that was asked for before its place was known. */
  let waiting: string | undefined

  watch(
    () => route.query,
    (query) => {
      const { unit } = query
      const place = placeOf(query)
      const at = Number(query['at'] ?? Number.NaN)
      if (typeof unit === 'string' && unit !== '' && at > 0) {
        // Where it is now is another question: the map goes to the track.
        stage.opened()
        map.select([unit])
        tracks.lookAt({ puid: unit, time: at, minutes: AROUND_MINUTES })
        panel.open('tracks')
      } else if (typeof unit === 'string' && unit !== '') {
        waiting = map.table.slotOf(unit) === undefined ? unit : undefined
        show(unit)
        if (query['panel'] === 'fences') {
          fences.ofUnit = true
          panel.open('fences')
        }
      } else if (place) {
        stage.opened()
        stage.pin = [place.lng, place.lat]
        stage.stage.go({ ...place, zoom: Math.max(PLACE_ZOOM, stage.stage.place.zoom) }, false)
      } else return
      void router.replace({ query: {} })
    },
    { immediate: true },
  )
  watch(
    () => map.tick,
    () => {
      if (waiting === undefined || map.table.slotOf(waiting) === undefined) return
      if (map.current === waiting) show(waiting)
      waiting = undefined
    },
  )
}

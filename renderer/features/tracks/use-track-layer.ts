/** Puts the tracks on the map while this scope lives, and brings into sight what was asked for. */
import { computed, onScopeDispose, watch } from 'vue'
import { levelNumber } from '../map/alarm-levels.ts'
import { LAYER_ORDER } from '../map/map-stage.ts'
import { useStageStore } from '../map/stage-store.ts'
import { placeAt } from './place-at.ts'
import { useTrackEventsStore } from './events-store.ts'
import { useTracksStore } from './store.ts'
import { TrackLayer, type TrackMark } from './track-layer.ts'
import type { TrackEvent } from './track-events.ts'
import type { TrackPoints } from './track-points.ts'
import { cornersOf, TrackShapes } from './track-shape.ts'

export function useTrackLayer(): void {
  const stageStore = useStageStore()
  const { stage } = stageStore
  const store = useTracksStore()
  const record = useTrackEventsStore()
  const layer = new TrackLayer(() => (place) => stage.project(place))
  onScopeDispose(stage.addLayer(layer, LAYER_ORDER.tracks))

  const shapes = new WeakMap<TrackPoints, { datum: string; shapes: TrackShapes }>()
  /** Made once for the points of a track, and anew for a base map that lies elsewhere. */
  function shapesOf(points: TrackPoints): TrackShapes {
    const known = shapes.get(points)
    if (known?.datum === stage.datum) return known.shapes
    const made = new TrackShapes(points, (place) => stage.project(place))
    shapes.set(points, { datum: stage.datum, shapes: made })
    return made
  }

  const marks = computed(() => marksOf(record.events))
  watch(
    [() => store.tracks, () => store.cursor.time, marks, () => stageStore.palette] as const,
    ([tracks, time, marked, palette]) => {
      layer.show(
        tracks.flatMap(({ puid, colour, points, facts }) =>
          points && points.count > 0
            ? [
                {
                  ...{ colour, shapes: shapesOf(points), stops: facts?.stops ?? [], place: placeAt(points, time) },
                  marks: marked.get(puid) ?? [],
                },
              ]
            : [],
        ),
        { halo: palette?.raised ?? '', word: palette?.text2 ?? '', levels: palette?.levels ?? [] },
      )
    },
    { immediate: true },
  )
  watch([() => store.tracks, () => store.sought], () => {
    const wanted = store.tracks.filter(({ puid }) => store.sought.includes(puid))
    if (wanted.length === 0 || wanted.some(({ phase }) => phase === 'loading')) return
    store.seek([])
    const extents = wanted.flatMap(({ points }) => (points && points.count > 0 ? [shapesOf(points).whole] : []))
    stage.fit(extents.flatMap(cornersOf))
  })
}

/** What stands on the lines: who raised an alarm or said something there. */
function marksOf(events: readonly TrackEvent[]): ReadonlyMap<string, readonly TrackMark[]> {
  const marks = new Map<string, TrackMark[]>()
  for (const event of events) {
    if (!event.place || event.kind === 'stop' || event.kind === 'gap') continue
    const level = levelNumber(event.kind === 'alarm' ? event.alarm.level : undefined)
    const known = marks.get(event.puid)
    if (known) known.push({ place: event.place, level })
    else marks.set(event.puid, [{ place: event.place, level }])
  }
  return marks
}

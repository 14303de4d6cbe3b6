/** Puts the tracks on the map while this scope lives. */
import { onScopeDispose, watch } from 'vue'
import { LAYER_ORDER } from '../map/map-stage.ts'
import { useStageStore } from '../map/stage-store.ts'
import { placeAt } from './place-at.ts'
import { useTracksStore } from './store.ts'
import { TrackLayer } from './track-layer.ts'
import type { TrackPoints } from './track-points.ts'
import { TrackShapes } from './track-shape.ts'

export function useTrackLayer(): void {
  const { stage } = useStageStore()
  const store = useTracksStore()
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

  watch(
    [() => store.tracks, () => store.cursor.time],
    ([tracks, time]) => {
      const halo = getComputedStyle(document.documentElement).getPropertyValue('--raised')
      layer.show(
        tracks.flatMap(({ colour, points, facts }) =>
          points && points.count > 0
            ? [{ colour, shapes: shapesOf(points), stops: facts?.stops ?? [], place: placeAt(points, time) }]
            : [],
        ),
        { halo },
      )
    },
    { immediate: true },
  )
}

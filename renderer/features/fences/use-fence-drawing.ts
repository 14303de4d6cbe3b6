/** Draws the area of the fence that is edited: a circle from its middle, or a polygon corner by corner. */
import Polygon from 'ol/geom/Polygon'
import { ref } from 'vue'
import { MAX_FENCE_CORNERS } from '../../../shared/platform/fence.ts'
import { useStageStore } from '../map/stage-store.ts'
import { useToolsStore } from '../map/tools-store.ts'
import type { Area } from './fence.ts'
import { areaOf } from './fence-geometry.ts'
import { useFencesStore } from './store.ts'

export function useFenceDrawing() {
  const { stage } = useStageStore()
  const tools = useToolsStore()
  const store = useFencesStore()
  /** What is being drawn. */
  const drawing = ref<Area['kind']>()
  /** Corners so far. */
  const corners = ref(0)

  async function draw(kind: Area['kind']): Promise<void> {
    drawing.value = kind
    corners.value = 0
    try {
      const shape = await tools.lend((signal) =>
        stage.draw({
          kind: kind === 'circle' ? 'Circle' : 'Polygon',
          signal,
          maxPoints: MAX_FENCE_CORNERS,
          // The sketch has the corner under the pointer and closes the ring.
          onSketch: (sketch) => {
            if (sketch instanceof Polygon) corners.value = Math.max(0, (sketch.getCoordinates()[0]?.length ?? 0) - 2)
          },
        }),
      )
      const area = shape && areaOf(stage, shape)
      if (area) store.change({ area })
    } finally {
      drawing.value = undefined
    }
  }

  return { drawing, corners, draw }
}

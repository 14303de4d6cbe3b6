import { ref } from 'vue'
import type { MapStage } from './map-stage.ts'

/** There is one map: the area has it, unless something that lies over the areas has borrowed it. */
export function useHosts(stage: MapStage, paint: (host: Element) => void) {
  const isLent = ref(false)
  let area: HTMLElement | undefined

  function show(host: HTMLElement | undefined): void {
    stage.show(host)
    if (host) paint(host)
  }
  return {
    isLent,
    /** Where the map's own area has it; undefined when that is left. */
    showInArea(host: HTMLElement | undefined): void {
      area = host
      if (!isLent.value) show(host)
    },
    /** Shows the map elsewhere. What is given back brings it back to where it stood, looking where it looked. */
    lend(host: HTMLElement): () => void {
      const { place } = stage
      isLent.value = true
      show(host)
      return () => {
        isLent.value = false
        show(area)
        stage.go(place, false)
      }
    },
  }
}

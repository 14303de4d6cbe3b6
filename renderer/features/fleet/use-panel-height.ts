/** The height of a panel at the bottom of a column, changed by dragging its upper edge or by arrow keys on it. */
import { ref, type Ref } from 'vue'

const KEY_STEP_PX = 24

export function usePanelHeight(start: number, limits: { min: number; max: () => number }) {
  const height: Ref<number> = ref(start)
  const limit = (wanted: number): number => Math.round(Math.max(limits.min, Math.min(limits.max(), wanted)))

  function onPointerdown(event: PointerEvent): void {
    const edge = event.currentTarget
    if (event.button !== 0 || !(edge instanceof HTMLElement)) return
    event.preventDefault()
    const [fromY, fromHeight] = [event.clientY, height.value]
    edge.setPointerCapture(event.pointerId)
    const move = (moved: PointerEvent): void => void (height.value = limit(fromHeight + fromY - moved.clientY))
    edge.addEventListener('pointermove', move)
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), { once: true })
  }

  function onKeydown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowUp' ? KEY_STEP_PX : event.key === 'ArrowDown' ? -KEY_STEP_PX : 0
    if (step === 0) return
    event.preventDefault()
    height.value = limit(height.value + step)
  }

  return { height, onPointerdown, onKeydown }
}

/** Wheel, drag and keys on a picture that is looked at more closely. The stream is as it was: only this screen is larger. */
import { useEventListener } from '@vueuse/core'
import { computed, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { panBy, WHOLE_PICTURE, zoomAt, type ZoomView } from './digital-zoom.ts'

/** One notch of a wheel, which most call 100 px, is a quarter; a trackpad's small steps are so much less. */
const FACTOR_PER_PX = 1.25 ** (1 / 100)
const KEY_FACTOR = 1.25
const MIDDLE = { x: 0.5, y: 0.5 }

export interface DigitalZoom {
  readonly view: Readonly<ShallowRef<ZoomView>>
  readonly isZoomed: ComputedRef<boolean>
  zoom(direction: 'in' | 'out'): void
  reset(): void
}

/** `picture`: what the events fall on. `subject`: who is shown; another one is shown whole. `isOurs`: nobody else has the wheel. */
export function useDigitalZoom(
  picture: Readonly<Ref<HTMLElement | null>>,
  subject: () => string | undefined,
  isOurs: () => boolean,
): DigitalZoom {
  const view = shallowRef(WHOLE_PICTURE)
  const isZoomed = computed(() => view.value.scale > 1)
  const reset = (): void => void (view.value = WHOLE_PICTURE)
  watch(subject, reset)

  function turn(event: WheelEvent): void {
    const box = picture.value?.getBoundingClientRect()
    if (!box || !isOurs()) return
    event.preventDefault()
    const at = { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }
    view.value = zoomAt(view.value, FACTOR_PER_PX ** -event.deltaY, at)
  }

  function drag(event: PointerEvent): void {
    const box = picture.value?.getBoundingClientRect()
    const isHeld = (event.buttons & 1) === 1
    if (!box || !isHeld || !isZoomed.value || !isOurs()) return
    view.value = panBy(view.value, { x: event.movementX / box.width, y: event.movementY / box.height })
  }

  // Not passive: the page must not scroll along.
  useEventListener(picture, 'wheel', turn, { passive: false })
  useEventListener(picture, 'pointermove', drag)

  return {
    view,
    isZoomed,
    reset,
    zoom: (direction) =>
      void (view.value = zoomAt(view.value, direction === 'in' ? KEY_FACTOR : 1 / KEY_FACTOR, MIDDLE)),
  }
}

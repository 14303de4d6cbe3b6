import { useDocumentVisibility, useWindowFocus } from '@vueuse/core'
import { computed, onBeforeUnmount, watch } from 'vue'
import type { Camera } from '../../../../shared/contract/ptz.ts'
import { useReported } from '../../../ui/use-reported.ts'
import { usePtzStore } from '../store.ts'
import { ControllerDriver } from './controller-driver.ts'
import { readPad, useControllerStore } from './store.ts'

/** The browser has no event for a stick: it is looked at so often, ms. */
const LOOK_MS = 33

/**
 * The controller moves the camera that `camera` gives. It is looked at only while there is one, a camera for it, and a window
 * that is seen and has the focus; whatever of it ends lets go.
 */
export function useController(camera: () => Camera | undefined, togglePtz: () => void): void {
  const controllers = useControllerStore()
  const store = usePtzStore()
  const reported = useReported()
  const focused = useWindowFocus()
  const visibility = useDocumentVisibility()
  const driver = new ControllerDriver({
    hand: store.hand,
    buttonSpeed: () => store.speed,
    goToPreset: (at, id) => reported(store.goToPreset(at, id)),
    togglePtz,
    report: reported,
  })
  const aim = computed(() => (focused.value && visibility.value === 'visible' ? camera() : undefined))
  let timer: ReturnType<typeof setInterval> | undefined

  function look(): void {
    const { active, map } = controllers
    const pad = active && readPad(active)
    if (pad && map && aim.value) driver.look(pad, map, aim.value)
    else driver.letGo()
  }
  function end(): void {
    clearInterval(timer)
    timer = undefined
    driver.letGo()
  }
  watch(
    [() => controllers.active && `${controllers.active.index} ${controllers.active.id}`, () => aim.value !== undefined],
    ([active, isAimed]) => {
      end()
      if (active !== undefined && isAimed) timer = setInterval(look, LOOK_MS)
    },
    { immediate: true },
  )
  onBeforeUnmount(end)
}

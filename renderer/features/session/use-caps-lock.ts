import { useEventListener } from '@vueuse/core'
import { readonly, ref, type Ref } from 'vue'

/** True while Caps Lock is on, as far as the last key or click told. */
export function useCapsLock(): Readonly<Ref<boolean>> {
  const on = ref(false)
  const look = (event: KeyboardEvent | MouseEvent): void => {
    // Some synthetic key events (autofill) come without modifiers.
    if (typeof event.getModifierState === 'function') on.value = event.getModifierState('CapsLock')
  }
  useEventListener(window, ['keydown', 'keyup'], look)
  useEventListener(window, 'mousedown', look)
  return readonly(on)
}

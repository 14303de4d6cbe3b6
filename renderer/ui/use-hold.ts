/** A button that works while it is held down, by pointer, Space or Enter. Whatever takes the hand away lets go. */
import { onBeforeUnmount, ref, type Ref } from 'vue'

export interface Hold {
  readonly isDown: Readonly<Ref<boolean>>
  /** For `v-on` of the button. */
  readonly listeners: Readonly<Record<string, (event: Event) => void>>
}

export function useHold(onPress: () => void, onRelease: () => void): Hold {
  const isDown = ref(false)

  function press(): void {
    if (isDown.value) return
    isDown.value = true
    onPress()
  }
  function release(): void {
    if (!isDown.value) return
    isDown.value = false
    onRelease()
  }
  function pointerDown(event: Event): void {
    if (!(event instanceof PointerEvent) || event.button !== 0) return
    const button = event.currentTarget as HTMLElement
    button.setPointerCapture(event.pointerId)
    press()
  }
  function key(event: Event, act: () => void): void {
    if (!(event instanceof KeyboardEvent) || (event.key !== ' ' && event.key !== 'Enter')) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  onBeforeUnmount(release)
  return {
    isDown,
    listeners: {
      pointerdown: pointerDown,
      pointerup: release,
      pointercancel: release,
      lostpointercapture: release,
      keydown: (event) => key(event, press),
      keyup: (event) => key(event, release),
      blur: release,
      contextmenu: (event) => event.preventDefault(),
    },
  }
}

/** Puts the screen of a pane into an element of the page and keeps it playing when that element goes. */
import { onActivated, onBeforeUnmount, onDeactivated, watch, type Ref } from 'vue'
import type { PaneController } from './pane-controller.ts'

/** @param host where the screen belongs while the component is shown */
export function useScreen(host: Ref<HTMLElement | null>, pane: () => PaneController): void {
  function attach(): void {
    const screen = pane().screen.value
    if (!host.value || !screen || screen.element.parentElement === host.value) return
    host.value.append(screen.element)
    // Seen again: not only at the next look of the governor.
    if (pane().tape.effort.value === 'hidden') pane().tape.setEffort('all')
    // Moving it within one task does not pause it, but an element that was outside the document is paused.
    pane().sound.apply()
  }

  function detach(): void {
    const here = host.value?.firstElementChild
    if (here && here === pane().screen.value?.element) pane().park()
  }

  watch([host, () => pane().screen.value], attach, { flush: 'post' })
  onActivated(attach)
  onDeactivated(detach)
  onBeforeUnmount(detach)
}

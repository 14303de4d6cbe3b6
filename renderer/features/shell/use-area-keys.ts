import { useEventListener } from '@vueuse/core'
import { useRouter } from 'vue-router'
import { AREAS, areaRoute } from './areas.ts'

/** Ctrl+1 … Ctrl+9 open the areas while `enabled`, in every field and whatever has the focus. */
export function useAreaKeys(enabled: () => boolean): void {
  const router = useRouter()
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    const route = areaOfKey(event)
    if (!route || !enabled()) return
    event.preventDefault()
    void router.push(route)
  })
}

/** The route a key opens, or undefined when it is another key or an area this version does not have. */
export function areaOfKey(
  event: Pick<KeyboardEvent, 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey' | 'code'>,
): string | undefined {
  if (!event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return undefined
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1]
  const area = AREAS[Number(digit) - 1]
  return area && areaRoute(area.id)
}

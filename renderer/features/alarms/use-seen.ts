/**
 * Tells the core which alarms the operator has seen: a line that stood on screen for a moment in a window that has the focus,
 * with somebody at the desk. A list left open in an empty room sees nothing, and its sounds go on.
 */
import { useIntervalFn } from '@vueuse/core'
import { useClient } from '../../client.ts'
import { useDeskStore } from '../desk/store.ts'
import type { AlarmLine } from './alarm-line.ts'
import type { Handling } from './use-handling.ts'

const LOOK_MS = 500
/** Hand on mouse or keyboard within this time: somebody looks. */
const PRESENT_MS = 20_000
const MOST = 1000

/** `visible`: the lines that are on screen now. */
export function useSeen(visible: () => readonly AlarmLine[], keysOf: Handling['keysOf']): void {
  const client = useClient()
  const desk = useDeskStore()
  let before: ReadonlySet<string> = new Set()
  let isAsking = false

  async function tell(lines: readonly AlarmLine[]): Promise<void> {
    isAsking = true
    try {
      const keys = await keysOf(lines)
      if (keys.length > 0) await client.alarms.markSeen({ keys: keys.slice(0, MOST) })
    } catch {
      // What is not told now is told in the next round: the lines are still unseen.
    } finally {
      isAsking = false
    }
  }

  useIntervalFn(() => {
    const isLooking = document.hasFocus() && document.visibilityState === 'visible' && desk.wasActive(PRESENT_MS)
    const unseen = isLooking ? visible().filter(isUnseen) : []
    const stayed = unseen.filter(({ key }) => before.has(key))
    before = new Set(unseen.map(({ key }) => key))
    if (stayed.length > 0 && !isAsking) void tell(stayed)
  }, LOOK_MS)
}

function isUnseen({ alarm, bundle }: AlarmLine): boolean {
  return bundle ? bundle.unseen > 0 : !alarm.seen
}

/**
 * Greetings and signs of life to the media server: a report for each section at once, soon again, then five at half a second,
 * then every five seconds; at half a second as long as nothing comes. As the only client known to work does.
 */
import type { Off } from '../../../shared/disposables.ts'

const SECOND_MS = 60
const BURST_MS = 500
const BURST = 5
const KEEP_MS = 5_000

export interface Greeting {
  /** Asks from the beginning, as when the media server asks for it. */
  restart(): void
  stop: Off
}

/** `hasHeard`: whether anything has come yet. */
export function startGreeting(say: () => void, hasHeard: () => boolean): Greeting {
  let timer: NodeJS.Timeout | undefined
  let said = 0

  function next(): number {
    if (said === 1) return SECOND_MS
    return said <= 1 + BURST || !hasHeard() ? BURST_MS : KEEP_MS
  }
  function greet(): void {
    say()
    said++
    timer = setTimeout(greet, next())
  }
  function restart(): void {
    clearTimeout(timer)
    said = 0
    greet()
  }
  restart()
  return { restart, stop: () => clearTimeout(timer) }
}

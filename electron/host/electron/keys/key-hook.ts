/**
 * What hears keys for other programs as well: a library that is told of every key there is. Here all but the chosen ones are
 * dropped, before anybody else could see, keep or log them.
 */
import type { GlobalCode } from '../../../../shared/contract/keys.ts'
import { HOOK_CODES } from './hook-codes.ts'

/** As `uiohook-napi` has it. Both throw what the system says. */
export interface HookLibrary {
  start(onEvent: (event: { type: number; keycode?: number }) => void): void
  stop(): void
}

/** What the process of the hook says to the program. */
export type HookWord =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly hindrance: 'missing' | 'refused' }
  | { readonly kind: 'down' | 'up'; readonly code: GlobalCode }

const PRESSED = 4
const RELEASED = 5

/** Says `ready`, then each of these keys as it goes down and up; repetitions of one that is held are none. */
export function hearKeys(library: HookLibrary, codes: readonly GlobalCode[], say: (word: HookWord) => void): void {
  const chosen = new Set(codes)
  const held = new Set<GlobalCode>()
  try {
    library.start(({ type, keycode = 0 }) => {
      const code = HOOK_CODES.get(keycode)
      if (!code || !chosen.has(code)) return
      if (type === PRESSED && !held.has(code)) {
        held.add(code)
        say({ kind: 'down', code })
      } else if (type === RELEASED) {
        held.delete(code)
        say({ kind: 'up', code })
      }
    })
    say({ kind: 'ready' })
  } catch {
    say({ kind: 'failed', hindrance: 'refused' })
  }
}

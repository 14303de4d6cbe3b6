/** Keys as the system's shortcuts: it tells that one was pressed, never that it was let go of, and takes it from other programs. */
import { globalShortcut } from 'electron'
import type { GlobalCode, KeyHindrance } from '../../../../shared/contract/keys.ts'
import type { KeyEars, KeyWatch } from '../../../core/host.ts'
import { acceleratorOf } from './hook-codes.ts'

/** Some systems tell a key that is held again and again: what follows within this time is the same press. */
const SAME_PRESS_MS = 700

export function watchPressed(codes: readonly GlobalCode[], ears: KeyEars, hindrance: KeyHindrance): KeyWatch {
  const heard = codes.filter((code) => register(code, ears))
  return {
    way: 'pressed',
    hindrance,
    refused: codes.filter((code) => !heard.includes(code)),
    stop: () => heard.forEach((code) => globalShortcut.unregister(acceleratorOf(code) ?? '')),
  }
}

function register(code: GlobalCode, ears: KeyEars): boolean {
  const accelerator = acceleratorOf(code)
  if (accelerator === undefined) return false
  let toldAt = -Infinity
  return globalShortcut.register(accelerator, () => {
    const now = performance.now()
    const isNew = now - toldAt > SAME_PRESS_MS
    toldAt = now
    if (isNew) ears.onDown(code)
  })
}

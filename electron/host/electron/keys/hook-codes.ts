/** The keys that may be heard everywhere, in the words of the hook (`uiohook-napi`) and of Electron's shortcuts. */
import { GLOBAL_CODES, type GlobalCode } from '../../../../shared/contract/keys.ts'

/** Of the hook: F11, F13 and F16 begin rows of their own, those of old keyboards. */
const HOOK_ROWS: readonly (readonly [first: number, codes: readonly GlobalCode[]])[] = [
  [0x3b, ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10']],
  [0x57, ['F11', 'F12']],
  [0x5b, ['F13', 'F14', 'F15']],
  [0x63, ['F16', 'F17', 'F18', 'F19', 'F20', 'F21', 'F22', 'F23', 'F24']],
  [0x46, ['ScrollLock']],
  [0xe45, ['Pause']],
  [0xe52, ['Insert']],
]

export const HOOK_CODES: ReadonlyMap<number, GlobalCode> = new Map(
  HOOK_ROWS.flatMap(([first, codes]) => codes.map((code, at) => [first + at, code] as const)),
)

/** Undefined for what Electron has no word for. */
export function acceleratorOf(code: GlobalCode): string | undefined {
  if (code === 'Pause') return undefined
  return code === 'ScrollLock' ? 'Scrolllock' : code
}

export function isGlobalCode(text: string): text is GlobalCode {
  return GLOBAL_CODES.some((code) => code === text)
}

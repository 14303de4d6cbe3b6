/** Keys by their `KeyboardEvent.code`, as an operator reads them. */

/** What moves the focus, writes capitals or opens areas is none for talking. */
const UNFIT =
  /^(Tab|Escape|Enter|Space|CapsLock|Backspace|Delete|Shift|Control|Alt|Meta|OS|Arrow|Page|Home|End|ContextMenu)/

export function isFitKey(code: string): boolean {
  return /^[A-Za-z0-9]{1,32}$/.test(code) && !UNFIT.test(code)
}

/** `KeyA` is A, `Digit1` is 1, `Numpad1` is Num 1; others keep their name. */
export function keyName(code: string): string {
  return code.replace(/^Key(?=.$)|^Digit(?=.$)/, '').replace(/^Numpad/, 'Num ')
}

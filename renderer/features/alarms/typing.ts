/** Whether keys belong to somebody who writes outside of `home`. */
export function isTypingElsewhere(home: Element | null): boolean {
  const field = document.activeElement
  if (!field || home?.contains(field)) return false
  return field.matches('input:not([type=range], [type=checkbox], [type=radio]), textarea, [contenteditable=true]')
}

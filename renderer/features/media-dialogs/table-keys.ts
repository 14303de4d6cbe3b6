/** What a key means in the table of dialogs. */
export type TableAction =
  | { readonly action: 'step'; readonly by: number; readonly extend: boolean }
  | { readonly action: 'page'; readonly pages: 1 | -1; readonly extend: boolean }
  | { readonly action: 'first' | 'last'; readonly extend: boolean }
  | { readonly action: 'toggle' | 'all' | 'none' | 'details' | 'close' }

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'>

export function tableKey({ key, ctrlKey, altKey, metaKey, shiftKey: extend }: Key): TableAction | undefined {
  if (altKey || metaKey) return undefined
  if (ctrlKey) return key.toLowerCase() === 'a' && !extend ? { action: 'all' } : undefined
  if (key === 'ArrowDown' || key === 'ArrowUp') return { action: 'step', by: key === 'ArrowDown' ? 1 : -1, extend }
  if (key === 'PageDown' || key === 'PageUp') return { action: 'page', pages: key === 'PageDown' ? 1 : -1, extend }
  if (key === 'Home' || key === 'End') return { action: key === 'Home' ? 'first' : 'last', extend }
  if (extend) return undefined
  return PLAIN[key]
}

const PLAIN: Readonly<Record<string, TableAction>> = {
  ' ': { action: 'toggle' },
  Enter: { action: 'details' },
  Delete: { action: 'close' },
  Escape: { action: 'none' },
}

/** Whether a key of the page asks for its search: Ctrl+F, and `/` of who does not write. */
export function asksSearch({ key, ctrlKey, altKey, metaKey, shiftKey }: Key, isTyping: boolean): boolean {
  if (altKey || metaKey) return false
  if (ctrlKey) return key.toLowerCase() === 'f' && !shiftKey
  return key === '/' && !isTyping
}

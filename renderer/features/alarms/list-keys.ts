/** What a key means in the list of alarms. Letters by their place on the board: an input method does not swallow them. */

export type ListAction =
  | { readonly action: 'step'; readonly by: number; readonly extend: boolean }
  | { readonly action: 'page'; readonly pages: 1 | -1 }
  | { readonly action: 'first' | 'last' | 'toggle' | 'all' | 'none' | 'card' }
  | { readonly action: 'live' | 'release' | 'ignore' | 'note' | 'claim' }

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'>

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, KeyJ: 1, KeyK: -1 }

const PLAIN: Readonly<Record<string, ListAction>> = {
  PageDown: { action: 'page', pages: 1 },
  PageUp: { action: 'page', pages: -1 },
  Home: { action: 'first' },
  End: { action: 'last' },
  Space: { action: 'toggle' },
  Enter: { action: 'card' },
  NumpadEnter: { action: 'card' },
  Escape: { action: 'none' },
  KeyL: { action: 'live' },
  KeyR: { action: 'release' },
  KeyI: { action: 'ignore' },
  KeyN: { action: 'note' },
  KeyC: { action: 'claim' },
}

export function listKey(key: Key): ListAction | undefined {
  if (key.altKey || key.metaKey) return undefined
  if (key.ctrlKey) return key.code === 'KeyA' && !key.shiftKey ? { action: 'all' } : undefined
  const by = STEPS[key.code]
  if (by !== undefined) return { action: 'step', by, extend: key.shiftKey }
  return key.shiftKey ? undefined : PLAIN[key.code]
}

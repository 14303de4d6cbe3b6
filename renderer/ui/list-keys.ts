/** The keys of every list with a cursor: one step, one page, either end. What else a list does it adds by name of the key. */

export interface KeyedList {
  /** Where the cursor stands; -1 for nowhere. */
  readonly at: () => number
  readonly count: () => number
  readonly perPage: () => number
  /** To a row of the list, on the way down (1) or up (-1). */
  readonly go: (at: number, by: 1 | -1) => void
  readonly more?: Readonly<Record<string, () => void>>
}

/** Takes a key of the list; leaves alone what it does not know and what has a modifier. */
export function listKeys({ at, count, perPage, go, more = {} }: KeyedList): (event: KeyboardEvent) => void {
  const step = (rows: number): void => go(Math.max(0, Math.min(count() - 1, at() + rows)), rows < 0 ? -1 : 1)
  const actions: Readonly<Record<string, () => void>> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    PageDown: () => step(perPage()),
    PageUp: () => step(-perPage()),
    Home: () => go(0, 1),
    End: () => go(count() - 1, -1),
    ...more,
  }
  return (event) => {
    const action = actions[event.key]
    if (!action || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    action()
  }
}

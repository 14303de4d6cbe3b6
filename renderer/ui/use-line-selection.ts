/** Which lines of a list are chosen, by key: lines come and go, keys stay. */
import { ref, shallowRef } from 'vue'

export type LineSelection<L extends { readonly key: string }> = ReturnType<typeof useLineSelection<L>>

export function useLineSelection<L extends { readonly key: string }>(lines: () => readonly L[]) {
  /** The line the keyboard is at. */
  const focused = ref('')
  const selected = shallowRef<ReadonlySet<string>>(new Set())
  let anchor = ''
  /** Where the line of the keyboard stood last: when it goes, the one in its place takes over. */
  let lastAt = 0

  const indexOf = (key: string): number => lines().findIndex((line) => line.key === key)

  function selectOnly(key: string): void {
    focused.value = anchor = key
    selected.value = new Set([key])
  }

  function toggle(key: string): void {
    focused.value = anchor = key
    const next = new Set(selected.value)
    if (!next.delete(key)) next.add(key)
    selected.value = next
  }

  function extendTo(key: string): void {
    const [from, to] = [indexOf(anchor), indexOf(key)]
    if (from < 0 || to < 0) return selectOnly(key)
    focused.value = key
    const range = lines().slice(Math.min(from, to), Math.max(from, to) + 1)
    selected.value = new Set(range.map((line) => line.key))
  }

  const selectAll = (): void => void (selected.value = new Set(lines().map((line) => line.key)))

  function clear(): void {
    focused.value = anchor = ''
    selected.value = new Set()
  }

  /** Moves by lines; the selection follows, with `extend` it grows. Returns the place it is at now, -1 for an empty list. */
  function step(by: number, extend = false): number {
    const all = lines()
    if (all.length === 0) return -1
    const at = indexOf(focused.value)
    const from = at < 0 ? (by > 0 ? -1 : 0) : at
    const to = Math.max(0, Math.min(all.length - 1, from + by))
    const key = all[to]?.key ?? ''
    if (extend) extendTo(key)
    else selectOnly(key)
    return to
  }

  /** Call after the lines changed: drops what is gone; the keyboard stays at its place in the list. */
  function follow(): void {
    const all = lines()
    const here = new Set(all.map((line) => line.key))
    const kept = [...selected.value].filter((key) => here.has(key))
    if (kept.length !== selected.value.size) selected.value = new Set(kept)
    if (focused.value === '') return
    const at = indexOf(focused.value)
    if (at >= 0) lastAt = at
    else {
      const next = all[Math.min(lastAt, all.length - 1)]?.key ?? ''
      focused.value = anchor = next
      if (selected.value.size === 0 && next !== '') selected.value = new Set([next])
    }
  }

  /** The chosen lines in the order of the list; without any the one the keyboard is at. */
  function chosen(): L[] {
    const found = lines().filter((line) => selected.value.has(line.key))
    return found.length > 0 ? found : lines().filter((line) => line.key === focused.value)
  }

  return { focused, selected, selectOnly, toggle, extendTo, selectAll, clear, step, follow, chosen }
}

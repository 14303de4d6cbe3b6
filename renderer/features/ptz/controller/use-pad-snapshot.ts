import { useRafFn } from '@vueuse/core'
import { shallowRef, type ShallowRef } from 'vue'
import type { PadSnapshot } from './learning.ts'
import { readPad, type Controller } from './store.ts'

/** Finer than a bar can show. */
const STEPS = 100
const NOTHING: PadSnapshot = { axes: [], buttons: [] }

/** What the controller shows, while the component lives and is seen; another object only when something changed. */
export function usePadSnapshot(controller: () => Controller | undefined): Readonly<ShallowRef<PadSnapshot>> {
  const snapshot = shallowRef(NOTHING)
  useRafFn(() => {
    const found = controller()
    const pad = found && readPad(found)
    if (!pad) snapshot.value = NOTHING
    else if (differs(pad, snapshot.value))
      snapshot.value = { axes: pad.axes.map(rounded), buttons: pad.buttons.map(({ value }) => rounded(value)) }
  })
  return snapshot
}

function differs(pad: Gamepad, { axes, buttons }: PadSnapshot): boolean {
  if (pad.axes.length !== axes.length || pad.buttons.length !== buttons.length) return true
  for (let at = 0; at < axes.length; at++) if (rounded(pad.axes[at] ?? 0) !== axes[at]) return true
  for (let at = 0; at < buttons.length; at++) if (rounded(pad.buttons[at]?.value ?? 0) !== buttons[at]) return true
  return false
}

function rounded(value: number): number {
  return Math.round(value * STEPS) / STEPS
}

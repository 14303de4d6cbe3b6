/** Dragging a pane of a free form, or one of its edges. It snaps to the units of the grid and stops at its neighbours. */
import { shallowRef } from 'vue'
import { asFarAsFits, moved, resized, type Grip } from './free-form.ts'
import type { Cell } from './grid-shapes.ts'

export const GRIPS: readonly (Grip & { readonly name: string })[] = [
  { name: 'n', x: 0, y: -1 },
  { name: 'e', x: 1, y: 0 },
  { name: 's', x: 0, y: 1 },
  { name: 'w', x: -1, y: 0 },
  { name: 'ne', x: 1, y: -1 },
  { name: 'se', x: 1, y: 1 },
  { name: 'sw', x: -1, y: 1 },
  { name: 'nw', x: -1, y: -1 },
]

interface Options {
  readonly cells: () => readonly Cell[]
  /** Size of one unit, px. */
  readonly unit: () => { readonly width: number; readonly height: number }
  readonly arrange: (cells: readonly Cell[]) => void
}

interface Held {
  readonly position: number
  readonly grip: Grip | undefined
  readonly pointer: { readonly x: number; readonly y: number }
  /** As they were when it was taken: each move is counted from there. */
  readonly cells: readonly Cell[]
}

export function useCellDrag({ cells, unit, arrange }: Options) {
  const held = shallowRef<number>()
  let hand: Held | undefined
  let at = { columns: 0, rows: 0 }

  function move(event: PointerEvent): void {
    const start = hand?.cells[hand.position]
    if (!hand || !start) return
    const { width, height } = unit()
    const wanted = {
      columns: Math.round((event.clientX - hand.pointer.x) / width),
      rows: Math.round((event.clientY - hand.pointer.y) / height),
    }
    // The pointer moves far more often than from unit to unit.
    if (wanted.columns === at.columns && wanted.rows === at.rows) return
    at = wanted
    const { grip } = hand
    arrange(
      asFarAsFits(hand.cells, hand.position, wanted, (step) =>
        grip ? resized(start, grip, step) : moved(start, step),
      ),
    )
  }

  return {
    /** Position of the pane in the hand. */
    held,
    take(event: PointerEvent, position: number, grip?: Grip): void {
      if (event.button !== 0) return
      const element = event.currentTarget as HTMLElement
      element.setPointerCapture(event.pointerId)
      element.closest<HTMLElement>('.sheet')?.focus({ preventScroll: true })
      hand = { position, grip, pointer: { x: event.clientX, y: event.clientY }, cells: cells() }
      at = { columns: 0, rows: 0 }
      held.value = position
    },
    move,
    release(event: PointerEvent): void {
      // A quick hand lets go before the last move was told.
      move(event)
      hand = undefined
      held.value = undefined
    },
  }
}

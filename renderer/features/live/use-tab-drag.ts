/** Tabs change places by drag; a picture that is held over a tab brings its layout on screen, to be dropped there. */
import { shallowRef } from 'vue'
import { useHeldDrag } from '../../ui/use-held-drag.ts'
import type { Wall } from './wall.ts'

const TYPE = 'application/x-watchpost-layout'

type Side = 'before' | 'after'

export function useTabDrag(wall: () => Wall) {
  const mark = shallowRef<{ id: string; side: Side }>()
  let dragged: string | undefined
  const held = useHeldDrag((id) => wall().choose(id))

  function leave(): void {
    mark.value = undefined
    held.leave()
  }

  function place(id: string, side: Side): void {
    if (dragged === undefined || dragged === id) return
    const others = wall().layouts.value.filter((layout) => layout.id !== dragged)
    const at = others.findIndex((layout) => layout.id === id)
    wall().move(dragged, at + (side === 'after' ? 1 : 0))
  }

  return {
    markOf: (id: string): Side | undefined => (mark.value?.id === id ? mark.value.side : undefined),
    start(id: string, event: DragEvent): void {
      dragged = id
      event.dataTransfer?.setData(TYPE, id)
    },
    over(id: string, event: DragEvent): void {
      if (held.over(id, event) || dragged === undefined || dragged === id) return
      event.preventDefault()
      mark.value = { id, side: sideOf(event) }
    },
    leave,
    drop(id: string, event: DragEvent): void {
      if (dragged === undefined) return
      event.preventDefault()
      place(id, sideOf(event))
      leave()
    },
    end(): void {
      dragged = undefined
      leave()
    },
    /** By keyboard. */
    shift(id: string, by: 1 | -1): void {
      const layouts = wall().layouts.value
      const to = layouts.findIndex((layout) => layout.id === id) + by
      if (to >= 0 && to < layouts.length) wall().move(id, to)
    },
  }
}

function sideOf(event: DragEvent): Side {
  const box = (event.currentTarget as Element).getBoundingClientRect()
  return event.clientX < box.left + box.width / 2 ? 'before' : 'after'
}

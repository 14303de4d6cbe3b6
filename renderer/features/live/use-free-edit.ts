/** The edit of a free form: a shape becomes one when it begins. Another layout on screen, a lock or a shape end it. */
import { ref, watch, type Ref } from 'vue'
import { freed } from './arrangement.ts'
import type { LiveGrid } from './grid.ts'

export function useFreeEdit(grid: () => LiveGrid): { editing: Ref<boolean>; toggleEdit: () => void } {
  const editing = ref(false)
  function toggleEdit(): void {
    const { arrangement, locked } = grid()
    if (!editing.value && locked.value) return
    editing.value = !editing.value
    if (!editing.value || arrangement.value.kind === 'free') return grid().restore()
    grid().arrange(freed(arrangement.value))
  }
  watch([grid, () => grid().locked.value, () => grid().arrangement.value.kind], ([, locked, kind], [before]) => {
    if (before !== grid() || locked || kind === 'shape') editing.value = false
  })
  return { editing, toggleEdit }
}

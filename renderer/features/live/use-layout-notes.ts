/** Says what happened to a layout that nobody would see otherwise. */
import type { MessageApiInjection } from 'naive-ui/es/message/src/MessageProvider'
import { onScopeDispose, watch, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Wall } from './wall.ts'

export function useLayoutNotes(wall: Wall, note: MessageApiInjection, damaged: Ref<readonly string[]>): void {
  const { t } = useI18n()
  const offDiverted = wall.divertedFrom.on((name) => note.info(t('layouts.diverted', { name })))
  let offRefused = (): void => undefined
  watch(
    () => wall.grid.value,
    (grid) => {
      offRefused()
      offRefused = grid.refused.on(() => note.warning(t('layouts.isLocked')))
    },
    { immediate: true },
  )
  watch(
    damaged,
    (names) => {
      if (names.length === 0) return
      note.warning(t('layouts.damaged', { names: names.join(', ') }), { duration: 12_000, closable: true })
      // Said once, not each time the area is opened.
      damaged.value = []
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    offDiverted()
    offRefused()
  })
}

/** The list of open dialogs: what is asked for, the page of it, and the order on the screen. */
import { computed, ref, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useClient } from '../../client.ts'
import { useSessionStore } from '../session/store.ts'
import { dialogCalls, isWhole, type DialogFilter } from './dialog-calls.ts'
import { inDialogOrder, nextOrder, type DialogColumn, type DialogOrder, type LineNames } from './dialog-order.ts'
import { useRefreshed } from '../../ui/use-refreshed.ts'

export const PAGE_SIZES = [100, 500, 1000, 2000] as const
const FIRST_SIZE = 500

export type Dialogs = ReturnType<typeof useDialogs>

export function useDialogs(names: LineNames) {
  const { locale } = useI18n()
  const session = useSessionStore()
  const calls = dialogCalls(useClient())
  const filter = shallowRef<DialogFilter>({})
  const page = ref(0)
  const pageSize = ref<number>(FIRST_SIZE)
  const order = shallowRef<DialogOrder>()

  const list = useRefreshed(async (signal) => {
    const query = { page: page.value, pageSize: pageSize.value, filter: filter.value }
    const answer = await calls.list(query, { signal })
    // Ages are as of the answer: they change with the other numbers of their row and not between.
    return { ...answer, now: session.platformNow() }
  })

  const found = computed(() => list.value.value)
  const whole = computed(() => found.value !== undefined && isWhole(found.value.page, found.value.lines.length))
  const lines = computed(() => {
    if (!found.value) return []
    const { lines: all, now } = found.value
    return inDialogOrder(all, whole.value ? order.value : undefined, { names, now, language: locale.value })
  })
  const pages = computed(() => {
    if (!found.value) return 1
    return Math.max(1, Math.ceil(found.value.page.totalCount / Math.max(1, found.value.page.pageSize)))
  })

  watch([filter, pageSize], () => {
    page.value = 0
    void list.ask()
  })
  // Dialogs were closed: there is no such page any more.
  watch(found, () => {
    if (found.value && !list.reading.value && page.value >= pages.value) turn(pages.value - 1)
  })
  function turn(to: number): void {
    if (to < 0 || to === page.value) return
    page.value = to
    void list.ask()
  }

  return {
    calls,
    list,
    filter,
    page,
    pages,
    pageSize,
    found,
    lines,
    whole,
    order,
    turn,
    resize: (rows: number): void => void (pageSize.value = rows),
    orderBy: (by: DialogColumn): void => void (order.value = nextOrder(order.value, by)),
  }
}

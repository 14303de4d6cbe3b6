import { computed } from 'vue'
import { useI18n } from 'vue-i18n'

/**
 * Writes counts as the language does. For rows that are written again at each change: `n` of vue-i18n looks its settings
 * up anew each time, which was a fifth of the work of a tree that fills.
 */
export function useCount(): (count: number) => string {
  const { locale } = useI18n()
  const format = computed(() => new Intl.NumberFormat(locale.value))
  return (count) => format.value.format(count)
}

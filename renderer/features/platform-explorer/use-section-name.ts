import { useI18n } from 'vue-i18n'

/** The name of a section in the operator's language; one that has none yet goes by its key. */
export function useSectionName(): (section: string) => string {
  const { t, te } = useI18n()
  return (section) => {
    const key = `explorer.sections.${section}`
    return te(key) ? t(key) : section
  }
}

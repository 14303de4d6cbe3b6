import { useI18n } from 'vue-i18n'
import type { Problem } from './problems.ts'

/** The one place where a problem of a form becomes a sentence. */
export function useProblemWords(): (problem: Problem) => string {
  const { t } = useI18n()
  return ({ key, values }) => {
    if (key === 'json') return t(`schemaForm.json.${String(values['kind'])}`, { ...values })
    return t(`schemaForm.problems.${key}`, { ...values })
  }
}

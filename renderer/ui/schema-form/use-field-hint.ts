import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { kindOf, type FormSchema } from './form-schema.ts'
import { readAsMoment } from './scalar-text.ts'

/** What stands under a field: what it means, its limits, and how a number reads as a moment. */
export function useFieldHint(schema: () => FormSchema, value: () => unknown) {
  const { t } = useI18n()
  const fixed = computed(() => [schema().description ?? '', limits(schema())].filter((part) => part !== '').join(' · '))

  function limits({ minimum, maximum, minLength, maxLength }: FormSchema): string {
    if (kindOf(schema()) === 'bits') return ''
    if (minimum !== undefined && maximum !== undefined) return `${minimum} – ${maximum}`
    if (minimum !== undefined && minimum !== 0) return `≥ ${minimum}`
    if (maximum !== undefined) return `≤ ${maximum}`
    if (maxLength === undefined) return ''
    return t('schemaForm.characters', { range: minLength ? `${minLength} – ${maxLength}` : `≤ ${maxLength}` })
  }

  return computed(() => {
    const reading = kindOf(schema()) === 'number' ? readAsMoment(value(), schema().unit) : ''
    return [fixed.value, reading].filter((part) => part !== '').join(' · ')
  })
}

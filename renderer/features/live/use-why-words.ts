import { useI18n } from 'vue-i18n'
import { useErrorWords } from '../../ui/error-sentence.ts'
import type { Failure } from './failure.ts'
import { saidBy, why } from './why.ts'

export interface WhyWords {
  /** The broken link of the chain. */
  readonly link: string
  readonly broken: string
  /** One thing to do; empty when `broken` says it already. */
  readonly advice: string
  /** The platform's own words and code; empty when it said nothing. */
  readonly said: string
  /** The same and what else is known, for the tooltip. */
  readonly detail: string
}

/** A failure in words of the chosen language. */
export function useWhyWords(): (failure: Failure) => WhyWords {
  const { t } = useI18n()
  const errorWords = useErrorWords()
  return (failure) => {
    const reason = why(failure)
    const link = t(`live.links.${reason.link}`)
    const refusal = failure.cause === 'refused' ? errorWords(failure.error) : undefined
    const detail = refusal?.detail ?? ''
    const told = saidBy(failure)
    const said = told
      ? t(`live.said.${told.key}`, { ...told.values, other: told.other ? t(`live.mediaCodes.${told.other}`) : '' })
      : ''
    if ('error' in reason) return { link, broken: refusal?.sentence ?? '', advice: '', said, detail }
    const words = (part: 'broken' | 'advice'): string => t(`live.why.${reason.key}.${part}`, reason.values)
    return { link, broken: words('broken'), advice: words('advice'), said, detail }
  }
}

/** The one place where an error becomes a sentence. */
import { useI18n } from 'vue-i18n'
import { AppError, type ErrorEnvelope } from '../../shared/errors.ts'

export interface ErrorWords {
  /** What is broken and one thing to do. */
  readonly sentence: string
  /** The platform's own words and code, when it gave some: never hidden. */
  readonly detail: string
}

/** Makes an envelope of whatever was thrown. */
export function toEnvelope(error: unknown): ErrorEnvelope {
  if (error instanceof AppError) return error.toEnvelope()
  return { code: 'internal', details: { reason: error instanceof Error ? error.message : String(error) } }
}

export function useErrorWords(): (error: ErrorEnvelope) => ErrorWords {
  const { t, te } = useI18n()
  return (error) => {
    const details = error.details
    const platformCode = details.platformCode
    const microphone = `errors.microphones.${details.reason}`
    if (error.code === 'microphone' && te(microphone)) return { sentence: t(microphone), detail: '' }
    if (error.code !== 'platform' || platformCode === undefined) {
      const facts = Object.entries(details).map(([key, value]) => [key, String(value)])
      const values = { host: t('common.platform'), reference: '–', reason: '–', ...Object.fromEntries(facts) }
      return { sentence: sentenceCase(t(`errors.${error.code}`, values)), detail: details.reason ?? '' }
    }
    const known = `errors.platformCodes.${platformCode}`
    const parts = [te(known) ? t(known) : t('errors.platform', { platformCode })]
    if (details.triesLeft !== undefined)
      parts.push(t('errors.triesLeft', { count: details.triesLeft }, details.triesLeft))
    const code = t('errors.code', { code: platformCode })
    return {
      sentence: joinSentences(parts),
      detail: details.platformMessage ? `${code}: ${details.platformMessage}` : code,
    }
  }
}

/** Sentences one after the other; Chinese ones without a space between them. */
export function joinSentences(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .join(' ')
    .replace(/([。！？]) /g, '$1')
}

/** A sentence may begin with the words "the platform"; a host name keeps its own spelling. */
function sentenceCase(text: string): string {
  return text.startsWith('the ') ? `T${text.slice(1)}` : text
}

// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { createApp, defineComponent } from 'vue'
import { AppError, ERROR_CODES, type ErrorEnvelope } from '../../../../shared/errors.ts'
import { i18n, type Language } from '../../../../renderer/i18n.ts'
import { toEnvelope, useErrorWords, type ErrorWords } from '../../../../renderer/ui/error-sentence.ts'

function wordsIn(language: Language): (error: ErrorEnvelope) => ErrorWords {
  i18n.global.locale.value = language
  let words: ((error: ErrorEnvelope) => ErrorWords) | undefined
  const probe = defineComponent({
    setup() {
      words = useErrorWords()
      return () => null
    },
  })
  createApp(probe).use(i18n).mount(document.createElement('div'))
  if (!words) throw new Error('not set up')
  return words
}

describe('useErrorWords', () => {
  it('names the account and the tries left', () => {
    const words = wordsIn('en')
    const error = (triesLeft: number): ErrorEnvelope => ({
      code: 'platform',
      details: { platformCode: 14, platformMessage: 'bad password', triesLeft },
    })
    expect(words(error(3)).sentence).toBe('Wrong account or password. 3 tries left before the account is locked.')
    expect(words(error(1)).sentence).toBe('Wrong account or password. One try left before the account is locked.')
    expect(words(error(3)).detail).toBe('Code 14: bad password')
    expect(wordsIn('zh-CN')(error(3)).sentence).toContain('3')
  })

  it('keeps the code of a refusal the documentation does not list', () => {
    const { sentence, detail } = wordsIn('en')({ code: 'platform', details: { platformCode: 77 } })
    expect(sentence).toContain('77')
    expect(detail).toBe('Code 77')
  })

  it('leaves no placeholder open, whatever facts are missing', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      const words = wordsIn(language)
      for (const code of ERROR_CODES) {
        expect(words({ code, details: {} }).sentence).not.toMatch(/[{}]|undefined/)
      }
    }
  })

  it('begins a sentence about an unnamed host as a sentence', () => {
    expect(wordsIn('en')({ code: 'timeout', details: {} }).sentence).toMatch(/^The platform does not answer/)
    expect(wordsIn('en')({ code: 'timeout', details: { host: 'vds.city' } }).sentence).toMatch(/^vds\.city does not/)
  })
})

describe('toEnvelope', () => {
  it('keeps our errors and wraps others', () => {
    expect(toEnvelope(new AppError('dns', { host: 'a' }))).toEqual({ code: 'dns', details: { host: 'a' } })
    expect(toEnvelope(new Error('boom'))).toEqual({ code: 'internal', details: { reason: 'boom' } })
  })
})

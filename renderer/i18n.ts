import { createI18n } from 'vue-i18n'
import { en } from './locales/en/index.ts'
import { zhCN } from './locales/zh-CN/index.ts'

export const LANGUAGES = ['en', 'zh-CN'] as const
export type Language = (typeof LANGUAGES)[number]
export type Messages = typeof en

/** The language of the system when we speak it, else English. */
export function systemLanguage(): Language {
  return navigator.languages.some((language) => language.toLowerCase().startsWith('zh')) &&
    !navigator.languages[0]?.toLowerCase().startsWith('en')
    ? 'zh-CN'
    : 'en'
}

export const i18n = createI18n<[Messages], Language, false>({
  legacy: false,
  locale: systemLanguage(),
  fallbackLocale: 'en',
  messages: { en, 'zh-CN': zhCN },
})

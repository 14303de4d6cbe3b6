/** Language and theme of this installation, kept by the core and the same in all its windows. */
import { darkTheme, dateEnUS, dateZhCN, enUS, zhCN } from 'naive-ui'
import { defineStore } from 'pinia'
import { computed, ref, watchEffect } from 'vue'
import { LANGUAGE_SETTING } from '../../../shared/contract/settings.ts'
import { useClient } from '../../client.ts'
import { i18n, LANGUAGES, systemLanguage, type Language } from '../../i18n.ts'
import { themeOverrides, THEMES, type ThemeName } from '../../ui/theme.ts'

const KEYS = { language: LANGUAGE_SETTING, theme: 'ui.theme' } as const

export const useSettingsStore = defineStore('settings', () => {
  const client = useClient()
  const language = ref<Language>(systemLanguage())
  const theme = ref<ThemeName>('dark')

  /** A file can be edited by hand: what we do not know is not taken. */
  function take(key: string, value: unknown): void {
    if (key === KEYS.language) language.value = LANGUAGES.find((known) => known === value) ?? systemLanguage()
    if (key === KEYS.theme) theme.value = THEMES.find((known) => known === value) ?? 'dark'
  }

  watchEffect(() => {
    i18n.global.locale.value = language.value
    document.documentElement.lang = language.value
    document.documentElement.dataset['theme'] = theme.value
  })

  const naive = computed(() => ({
    theme: theme.value === 'dark' ? darkTheme : null,
    overrides: themeOverrides(theme.value),
    locale: language.value === 'zh-CN' ? zhCN : enUS,
    dateLocale: language.value === 'zh-CN' ? dateZhCN : dateEnUS,
  }))

  /** Reads what was kept and follows the other windows from then on. Once, before the first screen. */
  async function start(): Promise<void> {
    client.on('settings.changed', ({ scope, key, value }) => {
      if (scope === 'app') take(key, value)
    })
    await Promise.all(
      Object.values(KEYS).map(async (key) => take(key, (await client.settings.read({ scope: 'app', key })).value)),
    )
  }

  /** Applied at once; a failure to keep it is thrown (`disk`). */
  async function choose(key: keyof typeof KEYS, value: Language | ThemeName): Promise<void> {
    take(KEYS[key], value)
    await client.settings.write({ scope: 'app', key: KEYS[key], value })
  }

  return {
    language,
    theme,
    naive,
    start,
    setLanguage: (value: Language) => choose('language', value),
    setTheme: (value: ThemeName) => choose('theme', value),
  }
})

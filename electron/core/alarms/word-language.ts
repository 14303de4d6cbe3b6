import { LANGUAGE_SETTING } from '../../../shared/contract/settings.ts'
import type { WordLanguage } from '../../../shared/alarm-words.ts'
import type { Settings } from '../settings/settings.ts'

/** What the operator reads: as chosen on the screen, else the system's when we speak it. */
export function wordLanguage(settings: Settings): WordLanguage {
  const chosen = settings.read('app', LANGUAGE_SETTING)
  const language = typeof chosen === 'string' ? chosen : Intl.DateTimeFormat().resolvedOptions().locale
  return language.startsWith('zh') ? 'zh-CN' : 'en'
}

import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Alarm, AlarmLevel } from '../../../shared/contract/alarms.ts'
import { alarmLevelName, alarmStateName, alarmTypeName, type WordLanguage } from '../../../shared/alarm-words.ts'

/** Names of types, levels and states in the language of the screen, and who is meant. */
export function useAlarmWords() {
  const { locale } = useI18n()
  const language = computed((): WordLanguage => (locale.value === 'zh-CN' ? 'zh-CN' : 'en'))
  return {
    type: (type: number): string => alarmTypeName(type, language.value),
    state: (status: number): string => alarmStateName(status, language.value),
    level: (level: AlarmLevel): string => alarmLevelName(level, language.value),
    /** The device, or the person where the alarm is of one without a device. */
    source: ({ device, user }: Alarm): string => device.name || device.id || user?.name || user?.id || '–',
  }
}

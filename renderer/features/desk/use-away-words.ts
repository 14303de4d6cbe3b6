import { useI18n } from 'vue-i18n'

const MINUTE_MS = 60_000

/** How long somebody was away, in hours and minutes. */
export function useAwayWords(): (awayMs: number) => string {
  const { t } = useI18n()
  return (awayMs) => {
    const minutes = Math.max(1, Math.round(awayMs / MINUTE_MS))
    const hours = Math.floor(minutes / 60)
    if (hours === 0) return t('desk.minutes', { minutes })
    return minutes % 60 === 0 ? t('desk.hours', { hours }) : t('desk.hoursMinutes', { hours, minutes: minutes % 60 })
  }
}

import { useI18n } from 'vue-i18n'
import type { Conference } from '../../../shared/contract/conferences.ts'
import { clockTime } from '../../ui/time.ts'
import { roughDuration } from '../chat/chat-time.ts'
import { useSessionStore } from '../session/store.ts'
import { useConferencesStore } from './store.ts'

/** What a conference is and who speaks in it, in words. */
export function useConferenceWords() {
  const { t, n, locale } = useI18n()
  const session = useSessionStore()
  const store = useConferencesStore()
  function talk({ speakers, lastTalk, isLive }: Conference, nowMs: number): string {
    const names = speakers.filter(({ id }) => id !== session.session.username).map(({ name }) => name)
    if (names.length > 0) return t('conferences.speaks', { name: names.join(', ') })
    if (speakers.length > 0) return t('conferences.you')
    if (lastTalk) return t('conferences.last', { name: lastTalk.name, time: clockTime(lastTalk.at, nowMs) })
    return isLive ? t('conferences.silent') : ''
  }
  return {
    /** Whether it is on and who is there. */
    state({ isLive, joined, mine }: Conference): string {
      if (!isLive) return t('conferences.off')
      if (mine === 'elsewhere' || mine === 'away') return t(`conferences.${mine}`)
      return t('conferences.here', { count: n(joined) }, joined)
    },
    /** Who speaks now, or who did last; what may be old says so. */
    talk(conference: Conference, nowMs: number): string {
      const text = talk(conference, nowMs)
      return text === '' || store.isFresh ? text : t('conferences.lastKnown', { text })
    },
    temporary({ expiresAfterMs }: Conference): string {
      return expiresAfterMs === undefined
        ? ''
        : t('conferences.temporary', { time: roughDuration(expiresAfterMs / 1000, locale.value) })
    },
  }
}

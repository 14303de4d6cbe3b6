import { useI18n } from 'vue-i18n'
import { duration } from '../../ui/time.ts'
import { useAlarmWords } from '../alarms/use-alarm-words.ts'
import { useBodyWords } from '../chat/body-words.ts'
import { useBurstWords } from '../ledger/use-burst-words.ts'
import type { TrackEvent } from './track-events.ts'

/** One line of what happened on a track. */
export function useEventWords(): (event: TrackEvent) => string {
  const { t } = useI18n()
  const alarms = useAlarmWords()
  const bodies = useBodyWords()
  const bursts = useBurstWords()
  return (event) => {
    switch (event.kind) {
      case 'alarm':
        return alarms.type(event.alarm.type)
      case 'message':
        return t('tracks.event.message', { who: event.message.speaker.name, what: bodies.line(event.message.body) })
      case 'talk':
        return t('tracks.event.talk', { who: bursts.who(event.burst), what: bursts.said(event.burst) })
      default:
        return t(`tracks.event.${event.kind}`, { time: duration(event.lastedMs / 1000) })
    }
  }
}

/** What the key of a conference says: its state for colour and shape, and the word for it. */
import { useI18n } from 'vue-i18n'
import type { Conference, FloorEnd } from '../../../shared/contract/conferences.ts'
import { useErrorWords, joinSentences } from '../../ui/error-sentence.ts'
import { secondsLeft } from '../../ui/time.ts'
import { useSessionStore } from '../session/store.ts'
import { useConferencesStore } from './store.ts'
import type { TalkView } from './talk.ts'

/** `busy`: somebody else speaks, and nothing is pressed. `given`: appointed to speak. `stale`: nobody knows who speaks. */
export type TalkState = 'idle' | 'stale' | 'busy' | 'given' | 'asked' | 'granted' | 'denied' | 'taken' | 'ended'

export interface TalkWords {
  readonly state: TalkState
  readonly word: string
  /** One thing more to know. */
  readonly detail: string
}

/** The last seconds are counted down. */
const COUNTED_S = 15

const END_KEYS: Readonly<Record<FloorEnd, string>> = {
  released: 'released',
  denied: 'denied',
  taken: 'taken',
  'own-window': 'ownWindow',
  silent: 'silent',
  window: 'window',
  limit: 'limit',
  power: 'power',
  session: 'session',
  lost: 'lost',
  'cut-off': 'cutOff',
  left: 'leftIt',
  ended: 'ended',
}

export function useTalkWords(): (conference: Conference, nowMs: number) => TalkWords {
  const { t } = useI18n()
  const words = useErrorWords()
  const store = useConferencesStore()
  const session = useSessionStore()

  function ofView(view: TalkView, nowMs: number): TalkWords {
    if (view.phase === 'asked') return { state: 'asked', word: t('conferences.talk.asked'), detail: '' }
    if (view.phase === 'over') return ofEnd(view)
    const left = view.until === undefined ? Infinity : secondsLeft(view.until, nowMs)
    const countDown = left <= COUNTED_S ? t('conferences.talk.left', { seconds: left }) : ''
    const unheard = view.isUnheard ? t('conferences.talk.unheard') : ''
    return { state: 'granted', word: t('conferences.talk.granted'), detail: joinSentences([unheard, countDown]) }
  }
  function ofEnd({ end = 'denied', by, error }: TalkView): TalkWords {
    const word = by === undefined ? t(`conferences.talk.${END_KEYS[end]}`) : t('conferences.talk.takenBy', { name: by })
    const state = end === 'taken' ? 'taken' : end === 'denied' || end === 'own-window' ? 'denied' : 'ended'
    return { state, word, detail: error && end !== 'taken' ? words(error).sentence : '' }
  }

  return (conference, nowMs) => {
    const view = store.talk.views.get(conference.groupId)
    if (view) return ofView(view, nowMs)
    if (!store.isFresh) return { state: 'stale', word: t('conferences.talk.stale'), detail: '' }
    const { username } = session.session
    const isGiven = conference.speakers.some(({ id }) => id === username)
    if (isGiven) return { state: 'given', word: t('conferences.talk.appointed'), detail: '' }
    const idle = store.key.mode === 'toggle' ? t('conferences.talk.toggleIdle') : t('conferences.talk.idle')
    const other = conference.speakers.at(-1)
    if (other) return { state: 'busy', word: t('conferences.speaks', { name: other.name }), detail: '' }
    return { state: 'idle', word: idle, detail: '' }
  }
}

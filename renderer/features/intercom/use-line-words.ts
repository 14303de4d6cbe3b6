import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { joinSentences, useErrorWords } from '../../ui/error-sentence.ts'
import { useNowMs } from '../../ui/use-now.ts'
import { useIntercomStore } from './store.ts'

/** What the line does, or why it does not, in words. */
export function useLineWords(): ComputedRef<{ text: string; isTrouble: boolean }> {
  const { t } = useI18n()
  const store = useIntercomStore()
  const errors = useErrorWords()
  const now = useNowMs()

  return computed(() => {
    const state = store.state
    if (!state) return { text: '', isTrouble: false }
    if (state.phase === 'opening') return { text: t(`intercom.opening.${state.step}`), isTrouble: false }
    if (state.phase === 'talking') {
      if (store.isSilent) return { text: t('intercom.silent'), isTrouble: true }
      const left = state.until === undefined ? undefined : Math.max(0, Math.ceil((state.until - now.value) / 1000))
      const text = left === undefined || left > 15 ? t('intercom.talking') : t('intercom.talkingLeft', { left }, left)
      return { text, isTrouble: false }
    }
    if (state.phase === 'ready') {
      const { silenced } = state
      return silenced && silenced !== 'closed'
        ? { text: t(`intercom.silenced.${silenced}`), isTrouble: true }
        : { text: t(`intercom.ready.${store.mode}`), isTrouble: false }
    }
    const { why } = state
    if ('why' in why) return { text: t(`intercom.why.${why.why}`), isTrouble: why.why !== 'closed' }
    const { sentence, detail } = errors(why.error)
    return { text: joinSentences([sentence, detail ? `(${detail})` : '']), isTrouble: true }
  })
}

/** A download in words: what it is doing, how far it is, and why it stopped. */
import { useI18n } from 'vue-i18n'
import type { Download } from '../../../shared/contract/downloads.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { bytesText } from '../../ui/bytes.ts'
import { useErrorWords } from '../../ui/error-sentence.ts'
import { duration } from '../../ui/time.ts'
import { secondsLeft } from './overall.ts'

export interface RowWords {
  readonly state: string
  readonly amount: string
  /** Why it waits or failed; what a tooltip adds to it. */
  readonly why: string
  readonly detail: string
}

export function useRowWords(): (download: Download) => RowWords {
  const { t } = useI18n()
  const errorWords = useErrorWords()

  function stateOf({ state, verified, priority, error }: Download): string {
    if (state === 'waiting') {
      const isDevice = error?.code === 'platform' && error.details.platformCode !== PlatformCode.authentication
      return t(isDevice ? 'downloads.state.waitingForDevice' : 'downloads.state.waiting')
    }
    if (state === 'queued' && priority === 'high') return t('downloads.state.queuedFirst')
    return state === 'done' && verified ? t('downloads.state.checked') : t(`downloads.state.${state}`)
  }

  function amountOf(download: Download): string {
    const { state, received, total, rate } = download
    if (state === 'done') return bytesText(received)
    if (received === 0 && total === undefined) return ''
    const parts = [
      total === undefined
        ? bytesText(received)
        : t('downloads.amount', { received: bytesText(received), total: bytesText(total) }),
    ]
    if (rate !== undefined) parts.push(t('downloads.rate', { rate: bytesText(rate) }))
    const left = secondsLeft(download)
    if (left !== undefined) parts.push(t('downloads.left', { time: duration(Math.ceil(left)) }))
    return parts.join(' · ')
  }

  function whyOf({ error }: Download): { sentence: string; detail: string } {
    if (!error) return { sentence: '', detail: '' }
    const { sentence, detail } = errorWords(error)
    return error.code === 'file-damaged' ? { sentence: t('downloads.damaged'), detail } : { sentence, detail }
  }

  return (download) => {
    const { sentence, detail } = whyOf(download)
    return { state: stateOf(download), amount: amountOf(download), why: sentence, detail }
  }
}

import { useI18n } from 'vue-i18n'
import type { LedgerBurst } from '../../../shared/contract/ledger.ts'
import { duration } from '../../ui/time.ts'

/** What stands in a line of the ledger. */
export function useBurstWords() {
  const { t, te } = useI18n()

  /** Tenths of a second below a minute, `m:ss` above. */
  function length({ lengthMs }: LedgerBurst): string {
    return lengthMs < 60_000
      ? t('ledger.seconds', { seconds: (lengthMs / 1000).toFixed(1) })
      : duration(Math.round(lengthMs / 1000))
  }
  return {
    length,
    /** That it was spoken, and with which device. */
    said(burst: LedgerBurst): string {
      const values = { length: length(burst), where: burst.placeName }
      return burst.kind === 'intercom' ? t('ledger.nearWith', values) : t('ledger.near', values)
    },
    /** Only what is worth a word: letting go is how a speech ends. */
    ended: ({ ended }: LedgerBurst): string => {
      if (ended === 'released' || ended === 'ended') return ''
      return te(`ledger.end.${ended}`) ? t(`ledger.end.${ended}`) : ended
    },
    who: ({ speakerName, mine }: LedgerBurst): string => (mine ? t('ledger.here', { name: speakerName }) : speakerName),
  }
}

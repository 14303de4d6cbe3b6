/** "Wang took the alarm …": claims and reservations as a line of the stream. */
import { useI18n } from 'vue-i18n'
import type { Alarm } from '../../../shared/contract/alarms.ts'
import type { ClaimWord } from '../../../shared/contract/chat.ts'
import { useAlarmWords } from '../alarms/use-alarm-words.ts'
import { useFleetStore } from '../fleet/store.ts'

export interface ClaimWords {
  /** Undefined for `alarm`: nothing is known of it, then the line says only that it is one. */
  line(claim: ClaimWord, speaker: string, alarm: Alarm | undefined): string
}

export function useClaimWords(): ClaimWords {
  const { t } = useI18n()
  const words = useAlarmWords()
  const fleet = useFleetStore()

  function ofAlarm(name: string, claimed: boolean, alarm: Alarm | undefined): string {
    if (!alarm) return t(claimed ? 'chat.claim.tookOne' : 'chat.claim.gaveBackOne', { name })
    const about = { name, type: words.type(alarm.type), source: words.source(alarm) }
    return t(claimed ? 'chat.claim.took' : 'chat.claim.gaveBack', about)
  }
  function ofCamera(name: string, claimed: boolean, camera: string | undefined): string {
    if (camera === undefined) return t(claimed ? 'chat.claim.reservedOne' : 'chat.claim.releasedOne', { name })
    return t(claimed ? 'chat.claim.reserved' : 'chat.claim.released', { name, camera })
  }

  return {
    line(claim, name, alarm) {
      if (claim.about === 'alarm') return ofAlarm(name, claim.claimed, alarm)
      return ofCamera(name, claim.claimed, fleet.cameraName(claim))
    },
  }
}

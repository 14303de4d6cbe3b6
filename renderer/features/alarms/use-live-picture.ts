import { useRouter } from 'vue-router'
import type { Alarm } from '../../../shared/contract/alarms.ts'
import { useFleetStore } from '../fleet/store.ts'
import { useLiveStore } from '../live/store.ts'
import { pictureOf } from './picture-of.ts'

/** Opens the picture of an alarm's device on the wall and goes there. False when there is none. */
export function useLivePicture(): (alarm: Pick<Alarm, 'device' | 'part'>) => boolean {
  const fleet = useFleetStore()
  const live = useLiveStore()
  const router = useRouter()
  return (alarm) => {
    const channel = pictureOf(alarm, fleet.deviceById)
    if (!channel) return false
    live.wall.open([channel])
    void router.push('/live')
    return true
  }
}

/** Alarms dragged onto a pane of the video wall: the pictures of their devices. */
import type { Alarm } from '../../../shared/contract/alarms.ts'
import { writeChannelDrag } from '../../ui/channel-drag.ts'
import { useFleetStore } from '../fleet/store.ts'
import { pictureOf } from './picture-of.ts'

export function useAlarmDrag(): (event: DragEvent, alarms: readonly Pick<Alarm, 'device' | 'part'>[]) => void {
  const fleet = useFleetStore()
  return (event, alarms) => {
    const channels = alarms.flatMap((alarm) => pictureOf(alarm, fleet.deviceById) ?? [])
    if (channels.length === 0 || !event.dataTransfer) return event.preventDefault()
    writeChannelDrag(event.dataTransfer, { channels })
  }
}

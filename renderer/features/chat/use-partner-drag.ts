/** A device or a person of the chat dragged onto a pane of the video wall: their first picture. */
import type { Partner } from '../../../shared/contract/chat.ts'
import { writeChannelDrag, type ChannelRef } from '../../ui/channel-drag.ts'
import { firstChannel } from '../fleet/parts.ts'
import { useFleetStore } from '../fleet/store.ts'

export function usePartnerDrag(): (event: DragEvent, partner: Partner) => void {
  const fleet = useFleetStore()
  function pictureOf({ kind, id }: Partner): ChannelRef | undefined {
    const leaf =
      kind === 'PU' ? fleet.deviceView.model.leaf(id) : kind === 'User' ? fleet.userView.model.leaf(id) : undefined
    return leaf && firstChannel(leaf)
  }
  return (event, partner) => {
    const channel = pictureOf(partner)
    if (!channel || !event.dataTransfer) return event.preventDefault()
    writeChannelDrag(event.dataTransfer, { channels: [channel] })
  }
}

/**
 * What can be done with a unit from its card. Another feature adds a line here: its icon, its words in `map.action`, and what it
 * does. One that is not possible for this unit stays out of the card.
 */
import { useClipboard } from '@vueuse/core'
import { useRouter } from 'vue-router'
import { AlarmState } from '../../../shared/platform/alarm.ts'
import type { IconName } from '../../ui/icons/icon-shapes.ts'
import { useReported } from '../../ui/use-reported.ts'
import { pictureOf } from '../alarms/picture-of.ts'
import { placeText } from '../alarms/place-text.ts'
import { partnersOf } from '../alarms/talk-partners.ts'
import { useAlarmsStore } from '../alarms/store.ts'
import { useChatStore } from '../chat/store.ts'
import { useFleetStore } from '../fleet/store.ts'
import { useIntercomStore } from '../intercom/store.ts'
import { useLiveStore } from '../live/store.ts'
import { useTracksStore } from '../tracks/store.ts'
import { useMapPanel } from './panels.ts'
import { useMapStore } from './store.ts'
import { useToolsStore } from './tools-store.ts'
import type { UnitRecord } from './unit-record.ts'
import { useUnitPerson } from './use-unit-person.ts'

export interface UnitAction {
  /** Its words are `map.action.<id>`. */
  readonly id: string
  readonly icon: IconName
  readonly pressed?: boolean
  run(): void
}

export function useUnitActions(): (unit: UnitRecord) => readonly UnitAction[] {
  const router = useRouter()
  const reported = useReported()
  const { copy } = useClipboard({ legacy: true })
  const map = useMapStore()
  const fleet = useFleetStore()
  const live = useLiveStore()
  const chat = useChatStore()
  const alarms = useAlarmsStore()
  const tracks = useTracksStore()
  const panel = useMapPanel()
  const intercom = useIntercomStore()
  const tools = useToolsStore()
  const personOf = useUnitPerson()

  async function openChat(id: string): Promise<void> {
    const [partner] = partnersOf(personOf(id))
    if (!partner) return
    const { id: conversation } = await chat.conversationWith(partner, partner.name)
    chat.go(conversation)
    await router.push('/chat')
  }

  function showAlarms(id: string): void {
    alarms.filter = { statuses: [AlarmState.active], devices: [id] }
    alarms.places = [{ kind: 'device', id, name: map.nameOf(id), count: 1 }]
    void router.push('/alarms/list')
  }

  return ({ id, place }) => {
    const channel = pictureOf({ device: { id, name: '' } }, fleet.deviceById)
    const isFollowed = map.followed.includes(id)
    const wall: UnitAction[] = channel
      ? [{ id: 'wall', icon: 'live', run: () => (live.wall.open([channel]), void router.push('/live')) }]
      : []
    const ofPlace: UnitAction[] = place
      ? [
          {
            id: isFollowed ? 'unfollow' : 'follow',
            icon: 'aim',
            pressed: isFollowed,
            run: () => map.follow(isFollowed ? [] : [id]),
          },
          { id: 'copyPlace', icon: 'copy', run: () => reported(copy(placeText(place.lat, place.lng))) },
        ]
      : []
    return [
      ...wall,
      ...(intercom.canTalk({ puid: id, index: 0 })
        ? [{ id: 'talk', icon: 'microphone', run: () => intercom.start({ puid: id, index: 0 }) } as const]
        : []),
      { id: 'chat', icon: 'chat', run: () => reported(openChat(id)) },
      { id: 'alarms', icon: 'bell', run: () => showAlarms(id) },
      { id: 'guide', icon: 'place', run: () => void tools.pinPlace() },
      { id: 'track', icon: 'tour', run: () => (tracks.add([id]), panel.open('tracks')) },
      ...ofPlace,
    ]
  }
}

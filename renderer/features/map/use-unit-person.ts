import type { TalkSubject } from '../alarms/talk-partners.ts'
import { useFleetStore } from '../fleet/store.ts'
import { useMapStore } from './store.ts'

/** With whom one speaks about a unit: who is signed in on it, and the unit itself. */
export function useUnitPerson(): (id: string) => TalkSubject {
  const fleet = useFleetStore()
  const map = useMapStore()
  return (id) => {
    const user = fleet.deviceById(id) ? undefined : fleet.terminalById(id)?.userId
    const device = { id, name: map.nameOf(id) }
    return user === undefined
      ? { device }
      : { device, user: { id: user, name: fleet.userView.model.leaf(user)?.item.name ?? user } }
  }
}

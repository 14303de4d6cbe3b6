/** Picture and presence of those one can talk to, out of the fleet. Look again at each tick of the fleet. */
import type { Partner } from '../../../shared/contract/chat.ts'
import { deviceKind } from '../fleet/device-kind.ts'
import type { RowIcon } from '../fleet/kind-shapes.ts'
import { useFleetStore } from '../fleet/store.ts'

export interface PartnerLooks {
  icon(partner: Partner): RowIcon
  /** Undefined where there is no such state: groups, and who is not in the lists. */
  online(partner: Partner): boolean | undefined
}

export function usePartnerLooks(): PartnerLooks {
  const fleet = useFleetStore()
  return {
    icon({ kind, id }) {
      if (kind === 'User') return 'user'
      if (kind !== 'PU') return 'group'
      const leaf = fleet.deviceView.model.leaf(id)
      return leaf ? deviceKind(leaf.item) : 'handheld'
    },
    online({ kind, id }) {
      if (kind === 'User') return fleet.userView.model.leaf(id)?.online
      return kind === 'PU' ? fleet.deviceView.model.leaf(id)?.online : undefined
    },
  }
}

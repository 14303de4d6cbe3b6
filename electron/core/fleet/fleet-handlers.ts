import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { Session } from '../session/session.ts'
import { fetchDeviceDetails } from './details.ts'
import type { Fleet } from './fleet.ts'

export function fleetHandlers(fleet: Fleet, session: Session): DomainHandlers<WatchpostContract, 'fleet'> {
  return {
    state: () => fleet.state,
    read: ({ kind, offset, limit }) => fleet.page(kind, offset, limit),
    deviceDetails: ({ puid }, { signal }) => fetchDeviceDetails(session.require(), puid, signal),
    refresh: () => fleet.refresh(session.require()).then(() => null),
  }
}

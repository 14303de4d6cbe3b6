/** Who can talk: users and devices, and by what they can be reached now. */
import { MemberType, type MemberTypeId } from '../../../shared/platform/im-group.ts'
import type { World } from '../world.ts'

export interface Party {
  readonly type: MemberTypeId
  /** Account or device id. */
  readonly id: string
  readonly name: string
  /** Nobody can sign in on it: a terminal takes part as its user. */
  readonly isTerminal: boolean
}

export interface Reachability {
  readonly online: boolean
  /** Device or terminal by which it is on-line; a desk has none. */
  readonly deviceId: string | undefined
}

type Parts = Pick<World, 'fleet' | 'accounts' | 'sessions'>

export function partyOf({ fleet, accounts }: Parts, type: MemberTypeId, id: string): Party | undefined {
  if (type === MemberType.user) {
    const account = accounts.get(id)
    return account && { type, id, name: account.name, isTerminal: false }
  }
  const device = fleet.byId.get(id)
  return device && { type, id, name: device.name, isTerminal: device.kind.terminal }
}

export function reachabilityOf({ fleet, accounts, sessions }: Parts, type: MemberTypeId, id: string): Reachability {
  if (type === MemberType.device) {
    const online = fleet.byId.get(id)?.online ?? false
    return { online, deviceId: online ? id : undefined }
  }
  const account = accounts.get(id)
  const terminal = account?.terminals.find((device) => device.online && device.person?.id === id)
  return { online: terminal !== undefined || sessions.isOnline(id), deviceId: terminal?.id }
}

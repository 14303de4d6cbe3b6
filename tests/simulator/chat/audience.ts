/** Whom a message reaches. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { AudienceType, SpeakerType, type AudienceTypeId } from '../../../shared/platform/message-content.ts'
import type { Account } from '../accounts.ts'
import type { Group } from '../fleet/build.ts'
import { Refusal } from '../http/refusal.ts'
import type { World } from '../world.ts'
import { requireMember } from './group.ts'
import type { Message } from './message.ts'

type Parts = Pick<World, 'accounts' | 'fleet' | 'userGroups' | 'chatGroups'>

/** Nobody of that name: 2. A chat group that the speaker is not in: 16. */
export function requireAudience(world: Parts, speaker: Account, type: AudienceTypeId, id: string): void {
  if (type === AudienceType.group) return requireMember(world.chatGroups.get(id), speaker)
  if (!isThere(world, type, id)) throw new Refusal(PlatformCode.notFound, `no such ${type}`)
}

/** Whether it is to or from the account. Who speaks gets it back: other desks of the account learn of it that way. */
export function concerns(world: Parts, message: Message, account: Account): boolean {
  const isOwn = message.speakerType === SpeakerType.user && message.speaker === account.id
  return isOwn || receives(world, message, account)
}

/** Groups of users and devices mean all below them; a terminal is spoken to through its user. */
export function receives(world: Parts, { audience, audienceType }: Message, account: Account): boolean {
  switch (audienceType) {
    case AudienceType.user:
      return audience === account.id
    case AudienceType.device:
      return account.terminals.some(({ id }) => id === audience)
    case AudienceType.group:
      return world.chatGroups.find(audience)?.members.has(account.id) ?? false
    case AudienceType.userGroup:
      return isWithin(world.userGroups.groups, account.gid, audience)
    case AudienceType.deviceGroup:
      return account.terminals.some(({ gid }) => isWithin(world.fleet.groups, gid, audience))
  }
}

function isThere(world: Parts, type: AudienceTypeId, id: string): boolean {
  if (type === AudienceType.user) return world.accounts.has(id)
  if (type === AudienceType.device) return world.fleet.byId.has(id)
  const groups = type === AudienceType.userGroup ? world.userGroups.groups : world.fleet.groups
  return groups.some((group) => group.id === id)
}

/** Whether the group `id` is `ancestor` or stands below it. */
function isWithin(groups: readonly Group[], id: string, ancestor: string): boolean {
  const byId = new Map(groups.map((group) => [group.id, group]))
  for (let group = byId.get(id); group; group = byId.get(group.pid)) if (group.id === ancestor) return true
  return false
}

/** Groups, their meetings and what is said. */
import type { Feeds } from '../push/feeds.ts'
import { MemberType } from '../../../shared/platform/im-group.ts'
import { ConferenceChange } from '../../../shared/platform/websocket.ts'
import type { World } from '../world.ts'
import { Attendance } from './attendance.ts'
import { Conferences } from './conferences.ts'
import { ChatGroups } from './groups.ts'
import { createChatLine, type ChatLine } from './line.ts'
import { Messages } from './messages.ts'
import { partyOf } from './party.ts'
import { pastMessages } from './past.ts'
import { seedGroups } from './seed-groups.ts'
import { recordSpeeches } from './speech-records.ts'
import { tellMembers } from './tell.ts'
import { watchTemporary } from './temporary.ts'

export interface Chat {
  readonly chatGroups: ChatGroups
  readonly conferences: Conferences
  readonly attendance: Attendance
  readonly messages: Messages
  readonly chatLine: ChatLine
}

type Ground = Pick<
  World,
  | 'accounts'
  | 'clock'
  | 'fleet'
  | 'memory'
  | 'now'
  | 'options'
  | 'pushes'
  | 'recordings'
  | 'sessions'
  | 'userGroups'
  | keyof Feeds
>

export function createChat(ground: Ground): Chat {
  const { accounts, clock, fleet, now } = ground
  const chatGroups = new ChatGroups((type, id) => partyOf(ground, type, id), now)
  seedGroups(ground, chatGroups)
  const conferences = new Conferences(now)
  const attendance = new Attendance(ground, chatGroups, conferences)
  const startMs = now()
  const messages = new Messages(() => pastMessages({ ...ground, chatGroups }, startMs), now)
  const chatLine = createChatLine({ ...ground, chatGroups, messages })
  tellMembers(ground, chatGroups, conferences)
  recordSpeeches(ground, conferences, messages)
  watchTemporary(clock, chatGroups, conferences)
  chatGroups.onChanged(({ operation, group, member }) => {
    const conference = conferences.find(group.id)
    if (operation !== ConferenceChange.removed || !conference) return
    if (member) conference.leave(member.memberId)
    else conferences.remove(conference)
  })
  accounts.onRemoved(({ id }) => chatGroups.forget(MemberType.user, id))
  fleet.onRemoved(({ id }) => chatGroups.forget(MemberType.device, id))
  return { chatGroups, conferences, attendance, messages, chatLine }
}

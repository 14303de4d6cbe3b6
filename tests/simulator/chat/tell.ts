/** Changes of groups and meetings, on the conference subscription of those who are members. */
import { ConferenceStatus } from '../../../shared/platform/conference.ts'
import { ConferenceSubject } from '../../../shared/platform/websocket.ts'
import type { Frame } from '../push/connection.ts'
import type { World } from '../world.ts'
import type { Attendee } from './conference.ts'
import type { Conferences } from './conferences.ts'
import type { ChatGroup, GroupMember } from './group.ts'
import type { ChatGroups } from './groups.ts'
import { attendeeRow, namesOf } from './rows.ts'

type Parts = Pick<World, 'fleet' | 'accounts' | 'sessions' | 'pushes'>

/** Its meaning is not documented: one mode is all there is. */
const MODE = 0

export function tellMembers(world: Parts, groups: ChatGroups, conferences: Conferences): void {
  function send(audience: ReadonlySet<string>, frame: Omit<Frame<'conference'>, 'member'>, of?: Attendee): void {
    world.pushes.sendEach('conference', (session) => {
      if (!audience.has(session.account.id)) return undefined
      if (!of) return frame
      const row = attendeeRow(world, conferences, frame.groupid, of, session)
      return { ...frame, member: { ...row, ...namesOf(world, of.member) } }
    })
  }

  groups.onChanged(({ operation, group, member, audience }) => {
    const { id: groupid } = group
    if (!member) {
      send(audience, { type: ConferenceSubject.group, operation, groupid, confInfo: { mode: MODE } })
      return
    }
    const attendee = conferences.find(groupid)?.find(member.memberId) ?? absent(member)
    send(audience, { type: ConferenceSubject.groupMember, operation, groupid }, attendee)
  })
  conferences.onChanged(({ operation, conference: { group }, attendee }) => {
    const groupid = group.id
    if (attendee) send(audienceOf(group, attendee), { type: ConferenceSubject.member, operation, groupid }, attendee)
    else send(audienceOf(group), { type: ConferenceSubject.conference, operation, groupid, confInfo: { mode: MODE } })
  })
}

function absent(member: GroupMember): Attendee {
  return { member, status: ConferenceStatus.offline, appId: undefined }
}

/** Who was thrown out of the group hears that too. */
function audienceOf(group: ChatGroup, attendee?: Attendee): ReadonlySet<string> {
  return new Set([...group.members.keys(), ...(attendee ? [attendee.member.memberId] : [])])
}

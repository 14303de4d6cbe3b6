/** Commands over meetings: what members do there, whatever they may. */
import Type from 'typebox'
import type { World } from '../world.ts'
import { command } from './command.ts'

const OfGroup = Type.Object({ group: Type.String() })
const OfMember = Type.Object({ group: Type.String(), member: Type.String() })

export function meetingCommands({ chatGroups, conferences }: World) {
  const meetingOf = (group: string) => conferences.find(group) ?? conferences.create(chatGroups.get(group))
  const memberOf = (group: string, id: string) => {
    const member = chatGroups.get(group).members.get(id)
    if (!member) throw new Error(`no member ${id} in ${group}`)
    return member
  }
  return {
    /** IDs of who is in it by their state (0 lost, 1 called, 2 there, 3 speaking); null without a meeting. */
    meeting: command(OfGroup, ({ group }) => {
      const attendees = conferences.find(group)?.attendees
      return attendees ? Object.fromEntries(attendees.map((one) => [one.member.memberId, one.status])) : null
    }),
    /** IDs of who speaks. */
    speakers: command(OfGroup, ({ group }) =>
      (conferences.find(group)?.speakers ?? []).map(({ member }) => member.memberId),
    ),
    /** A member comes, and begins the meeting where there is none. */
    attend: command(OfMember, ({ group, member }) => meetingOf(group).join(memberOf(group, member), undefined)),
    /** A member begins or ends a speech, beside those who speak. */
    speech: command(
      Type.Object({ ...OfMember.properties, speaking: Type.Boolean() }),
      ({ group, member, speaking }) => {
        if (speaking) meetingOf(group).giveFloor(member)
        else meetingOf(group).endSpeech(member)
      },
    ),
    /** A member goes, or is thrown out: the platform tells no difference. */
    leaveMeeting: command(OfMember, ({ group, member }) => conferences.find(group)?.leave(member)),
    endMeeting: command(OfGroup, ({ group }) => {
      const meeting = conferences.find(group)
      if (meeting) conferences.remove(meeting)
    }),
  }
}

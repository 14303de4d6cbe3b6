/** What devices and terminals say in a meeting is recorded by the platform and handed to the group when it ends. */
import { AudienceType } from '../../../shared/platform/message-content.ts'
import { MemberType } from '../../../shared/platform/im-group.ts'
import { RecordReason } from '../../../shared/platform/record-file.ts'
import { ConferenceChange } from '../../../shared/platform/websocket.ts'
import type { Device } from '../fleet/build.ts'
import type { StoredFile } from '../recordings/recordings.ts'
import type { World } from '../world.ts'
import type { Conferences } from './conferences.ts'
import { handOn } from './file-message.ts'
import type { GroupMember } from './group.ts'
import type { Messages } from './messages.ts'

type Parts = Pick<World, 'accounts' | 'fleet' | 'recordings'>

export function recordSpeeches(world: Parts, conferences: Conferences, messages: Messages): void {
  const { recordings } = world
  const recorded = new Map<GroupMember, Device>()

  conferences.onChanged(({ operation, conference, attendee }) => {
    if (!attendee) return
    const { member } = attendee
    if (operation === ConferenceChange.speechBegan) {
      const device = deviceOf(world, member)
      if (device && recordings.start({ ...recordingOf(device), video: false })) recorded.set(member, device)
    } else if (operation === ConferenceChange.speechEnded) {
      const device = recorded.get(member)
      recorded.delete(member)
      if (!device) return
      for (const file of whatIsStored(world, () => recordings.stop(recordingOf(device))))
        messages.say(member.type, member.memberId, {
          audience: conference.group.id,
          audienceType: AudienceType.group,
          ...handOn(recordings, file),
        })
    }
  })
}

function recordingOf(device: Device) {
  return { device, channel: 0, store: 'platform', reason: RecordReason.call } as const
}

function whatIsStored({ recordings }: Parts, run: () => void): readonly StoredFile[] {
  const files: StoredFile[] = []
  const end = recordings.onStored((file) => files.push(file))
  run()
  end()
  return files
}

/** By which the member is heard: the device itself, or the terminal of the user. */
function deviceOf({ accounts, fleet }: Parts, { type, memberId }: GroupMember): Device | undefined {
  if (type === MemberType.device) return fleet.byId.get(memberId)
  return accounts.get(memberId)?.terminals.find(({ online, person }) => online && person?.id === memberId)
}

/**
 * Documentation: chapter "Media stream", sound of meetings. Only a member that is in the meeting opens it; who is taken off the
 * list, or a meeting that ends, closes it.
 */
import { ConferenceStatus } from '../../../shared/platform/conference.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { operations } from '../../../shared/platform/index.ts'
import { ConferenceChange } from '../../../shared/platform/websocket.ts'
import { requireMember } from '../chat/group.ts'
import type { Dialog, MediaPeer } from '../dialogs.ts'
import { ok } from '../http/answer.ts'
import { handler, type HandlerEntry, type SignedCall } from '../http/handler.ts'
import { Refusal } from '../http/refusal.ts'
import { createMeetingSound } from '../media/meeting-sound.ts'
import type { Media } from '../media/open.ts'
import { RAW_SOUND } from '../media/raw-peer.ts'
import type { World } from '../world.ts'
import { offerRefused } from './dialog.ts'

const TALK_AND_LISTEN = 12

type Body = { readonly id: string; readonly index?: number; readonly host?: string }
type Protocol = Dialog['protocol']

export function meetingMediaHandlers(world: World, media: Media): HandlerEntry[] {
  const { mediaStream } = operations
  const sound = createMeetingSound(world.fleet, world.conferences)
  closeWithMeetings(world)

  function open(protocol: Protocol, call: SignedCall<unknown, Body>, peerFor: OpenFor): Promise<Dialog> {
    return openFor(world, protocol, call, () => peerFor(sound.contentFor(call.body.id, call.session.account.id)))
  }
  return [
    handler(mediaStream.openConferenceWebrtc, (call) =>
      offerRefused(async () => {
        const dialog = await open('webrtc', call, (content) => media.open('webrtc', call.body.sdp, content))
        return ok({ dialogid: dialog.id, sdp: dialog.peer.answer })
      }),
    ),
    handler(mediaStream.openConferenceBvrtc, (call) =>
      offerRefused(async () => {
        const dialog = await open('bvrtc', call, (content) => media.open('bvrtc', call.body.sdp, content))
        return ok({ dialogid: dialog.id, sdp: dialog.peer.answer })
      }),
    ),
    handler(mediaStream.openConferenceSocket, (call) =>
      offerRefused(async () => {
        const dialog = await open('bvwsc', call, async (content) => media.openRaw(content))
        const { code, channels, sampleRate } = RAW_SOUND
        return ok({
          dialogid: dialog.id,
          url: dialog.peer.answer,
          audio_side: { code, channels, SampleRate: sampleRate },
        })
      }),
    ),
  ]
}

type OpenFor = (content: ReturnType<ReturnType<typeof createMeetingSound>['contentFor']>) => Promise<MediaPeer>

/** Throws `Refusal`. */
async function openFor(
  world: World,
  protocol: Protocol,
  { body, session, address }: SignedCall<unknown, Body>,
  peerOf: () => Promise<MediaPeer>,
): Promise<Dialog> {
  const { account } = session
  const group = world.chatGroups.get(body.id)
  requireMember(group, account)
  const attendee = world.conferences.get(body.id).find(account.id)
  if (!attendee || attendee.status < ConferenceStatus.joined)
    throw new Refusal(PlatformCode.noPermission, 'join the meeting first')
  const { number } = attendee.member
  if (body.index !== undefined && body.index !== number)
    throw new Refusal(PlatformCode.badParameter, `index is not the own member ID ${number}`)
  const peer = await peerOf()
  return world.dialogs.add({
    ...{ account, address, purpose: 'conference', protocol, target: { type: 'Conf', id: body.id }, device: undefined },
    ...{ channel: number, direction: TALK_AND_LISTEN, host: body.host, openedAt: world.now(), peer },
  })
}

function closeWithMeetings({ conferences, dialogs }: World): void {
  conferences.onChanged(({ operation, conference, attendee }) => {
    if (operation !== ConferenceChange.removed) return
    for (const { id, target, account } of [...dialogs.open.values()]) {
      const isTheirs = attendee === undefined || attendee.member.memberId === account.id
      if (target.type === 'Conf' && target.id === conference.group.id && isTheirs) dialogs.close(id)
    }
  })
}

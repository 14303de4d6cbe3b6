/** The own member channel of a conference, two-way sound, as a lease. Documentation: chapter "Media stream", conference. */
import type { CallContext } from '../../../shared/contract/define.ts'
import type { Lease } from '../../../shared/contract/live.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { Live } from '../live/live.ts'
import { RawSound } from '../media/raw-sound.ts'
import type { Timings } from '../platform/timings.ts'
import type { ConferenceWork } from './conference-work.ts'

export interface ConferenceSoundParts {
  readonly live: Pick<Live, 'lease' | 'prepareStream' | 'close'>
  readonly timings: Timings
}

/** By WebRTC: the page makes the connection. */
export async function openSound(
  { live, timings }: ConferenceSoundParts,
  work: ConferenceWork,
  { groupId, sdp }: { groupId: string; sdp: string },
  context: CallContext,
): Promise<Lease> {
  const index = work.ownNumber(groupId)
  const { leaseId, dialog } = await live.lease({
    ...context,
    open: async (session) => {
      const body = { id: groupId, index, sdp, host: session.connection.host }
      return (
        await session.call(operations.mediaStream.openConferenceWebrtc, { body }, { timeoutMs: timings.dialogMs })
      ).data
    },
  })
  return { leaseId, sdp: dialog.sdp }
}

/** By the platform's plain websocket, which is held here: what is said goes out only while this account has the floor. */
export async function openSocketSound(
  { live, timings }: ConferenceSoundParts,
  work: ConferenceWork,
  groupId: string,
  context: CallContext,
): Promise<{ leaseId: number; ticket: string }> {
  const index = work.ownNumber(groupId)
  const { connection: way } = work.session
  const stream = live.prepareStream()
  const granted = live.lease({
    ...context,
    open: async (session) => {
      const body = { id: groupId, index, host: way.host }
      return (
        await session.call(operations.mediaStream.openConferenceSocket, { body }, { timeoutMs: timings.dialogMs })
      ).data
    },
    onReleased: () => stream.close(),
  })
  const { leaseId, dialog } = await granted.catch((error: unknown) => {
    stream.close()
    throw error
  })
  stream.begin({
    start: (outlet, onEnded) =>
      new RawSound({
        ...{ connection: way, outlet, timings, onEnded, path: dialog.url, sound: dialog.audio_side },
        mayTalk: () => work.floors.of(groupId).state?.phase === 'granted',
      }),
    onOver: () => void live.close(leaseId, context.connection),
  })
  return { leaseId, ticket: stream.ticket }
}

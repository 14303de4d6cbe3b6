/** The own member channel of a conference, two-way sound, as a lease. Documentation: chapter "Media stream", conference. */
import type { CallContext } from '../../../shared/contract/define.ts'
import type { Lease } from '../../../shared/contract/live.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { Live } from '../live/live.ts'
import type { Timings } from '../platform/timings.ts'
import type { ConferenceWork } from './conference-work.ts'

export interface ConferenceSoundParts {
  readonly live: Pick<Live, 'lease'>
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

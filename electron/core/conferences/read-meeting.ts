import { AppError } from '../../../shared/errors.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { RowsOf } from '../../../shared/platform/define.ts'
import { operations } from '../../../shared/platform/index.ts'
import { toEpochMs } from '../../../shared/units.ts'
import type { ActiveSession } from '../session/active-session.ts'

const PAGE = { pageSize: 500, parallel: 2 }

const { conference, imGroup } = operations

export interface MeetingReading {
  /** Epoch ms. */
  readonly startedAt: number | undefined
  /** All of the group. */
  readonly members: readonly RowsOf<typeof imGroup.listMembers>[number][]
  /** Who is in the meeting, or was and is lost. */
  readonly attendees: RowsOf<typeof conference.listMembers>
}

/** The meeting of a group; undefined where there is none. Errors: those of the calls. */
export async function readMeeting(
  session: ActiveSession,
  groupid: string,
  signal: AbortSignal,
): Promise<MeetingReading | undefined> {
  const params = { groupid }
  try {
    const { data } = await session.call(conference.info, { params }, { signal })
    const [attendees, members] = await Promise.all([
      session.call(conference.listMembers, { params }, { signal }),
      readMembers(session, groupid, signal),
    ])
    const { createTime } = data
    return { startedAt: createTime && toEpochMs(createTime), members, attendees: attendees.data }
  } catch (error) {
    if (error instanceof AppError && NONE.has(error.details.platformCode)) return undefined
    throw error
  }
}

/** No meeting, no group any more, or none for this account. */
const NONE: ReadonlySet<number | undefined> = new Set([PlatformCode.notFound, PlatformCode.noPermission])

async function readMembers(session: ActiveSession, groupid: string, signal: AbortSignal) {
  const input = { params: { groupid }, body: { page: 0, pageSize: PAGE.pageSize } }
  const all = new Map<string, RowsOf<typeof imGroup.listMembers>[number]>()
  const pages = session.pages(imGroup.listMembers, input, { ...PAGE, signal })
  for await (const { rows } of pages) for (const row of rows) all.set(row.memberID, row)
  return [...all.values()]
}

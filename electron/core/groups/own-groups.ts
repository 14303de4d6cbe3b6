import { GroupListing } from '../../../shared/platform/im-group.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { RowsOf } from '../../../shared/platform/define.ts'
import type { ActiveSession } from '../session/active-session.ts'

const PAGE = { pageSize: 500, parallel: 2 }
/** A list that changes while it is read is read again, so often at most. */
const MOST_READINGS = 3

export type GroupRow = RowsOf<typeof operations.imGroup.list>[number]

/** The chat groups this account is in. Errors: those of the calls. */
export async function readOwnGroups(session: ActiveSession, signal: AbortSignal): Promise<GroupRow[]> {
  const input = { body: { page: 0, pageSize: PAGE.pageSize, filter: { filterCondition: GroupListing.own } } }
  for (let reading = 1; ; reading++) {
    const groups = new Map<string, GroupRow>()
    const pages = session.pages(operations.imGroup.list, input, { ...PAGE, signal })
    for await (const { rows } of pages) for (const row of rows) groups.set(row.id, row)
    if (pages.isSteady || reading === MOST_READINGS) return [...groups.values()]
  }
}

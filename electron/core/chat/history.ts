/** One page of the platform's history, newest first below a bound. Documentation: "Check my chat history". */
import type { Partner } from '../../../shared/contract/chat.ts'
import { AppError } from '../../../shared/errors.ts'
import { ReadState } from '../../../shared/platform/im.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { ActiveSession } from '../session/active-session.ts'
import { hasGoodId, incoming, type IncomingMessage } from './incoming.ts'

/** Message IDs, both included; 0 for no bound. */
export interface HistoryRange {
  readonly low: number
  readonly high: number
  readonly partner?: Partner | undefined
}

export interface HistoryPage {
  readonly messages: IncomingMessage[]
  /** There is more in the range, below these. */
  readonly more: boolean
  /** How many the range holds. */
  readonly total: number
}

/** Always page 0 below `high`: what is said meanwhile shifts nothing. Errors: those of the call. */
export async function historyPage(
  session: ActiveSession,
  { low, high, partner }: HistoryRange,
  pageSize: number,
  signal?: AbortSignal,
): Promise<HistoryPage> {
  const filter = {
    minid: low,
    maxid: high,
    // 0 is no bound, whatever the documentation's "must" means.
    beginTime: 0,
    endTime: 0,
    ...(partner ? { targetID: partner.id, targetType: partner.kind } : {}),
    beenRead: ReadState.any,
  }
  const body = { page: 0, pageSize, filter }
  const answer = await session.call(operations.im.history, { body }, signal ? { signal } : {})
  const rows = answer.data
  const within = rows.filter((row) => hasGoodId(row) && row.id >= low && (high === 0 || row.id <= high))
  const total = Math.max(answer.page?.totalCount ?? 0, rows.length)
  return {
    messages: within.map((row) => incoming(row, session.username)),
    // A page without anything of the range leads nowhere, whatever total it promises.
    more: within.length > 0 && (total > rows.length || rows.length >= pageSize) && lowest(within) > low,
    total,
  }
}

function lowest(rows: readonly { id: number }[]): number {
  return rows.reduce((low, { id }) => Math.min(low, id), Number.MAX_SAFE_INTEGER)
}

/** An answer that came whole and has nothing in it that can be read: asking again gives the same. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof AppError && error.code === 'bad-answer' && /^\/\d/.test(error.details.path ?? '')
}

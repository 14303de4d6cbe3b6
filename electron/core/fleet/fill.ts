/** Fetches the four lists of the fleet, pages in parallel, and hands rows on as they come. */
import type { Device, FleetKind, Group, Terminal, User } from '../../../shared/contract/fleet.ts'
import { AppError } from '../../../shared/errors.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { Operation, RowsOf } from '../../../shared/platform/define.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { ActiveSession } from '../session/active-session.ts'
import { deviceOf, groupOf, terminalOf, userOf } from './rows.ts'

const PAGE_SIZE = 500
/** At once per list. More does not fill faster and starves the calls of the operator. */
const PARALLEL = 4
/** A list that changes while it is read is read again, so often at most. */
const MOST_READINGS = 3

/** Refusals that mean "not for you": who may see no users still has devices. */
const REFUSED: ReadonlySet<number | undefined> = new Set([
  PlatformCode.unsupported,
  PlatformCode.forbidden,
  PlatformCode.noPermission,
])

/** Takes rows as they come, the same ones again when a list had to be read again. */
export interface FillSink {
  groups(rows: Group[]): void
  /** `loaded` of `total` so far. */
  devices(rows: Device[], loaded: number, total: number): void
  userGroups(rows: Group[]): void
  users(rows: User[]): void
}

/** Ids of everything the platform has now. */
export type Seen = Record<FleetKind, Set<string>>

/**
 * Groups first (a tree needs its branches), then devices, then users, which an account may not be allowed to see. Errors:
 * those of the calls; then nothing is complete.
 */
export async function fillFleet(session: ActiveSession, sink: FillSink, signal: AbortSignal): Promise<Seen> {
  const root = await session.call(operations.device.rootGroup, {}, { signal })
  sink.groups([groupOf(root.data)])
  const groups = await list(session, operations.device.listGroups, signal, (rows) => sink.groups(rows.map(groupOf)))
  const devices = await list(session, operations.device.list, signal, (rows, loaded, total) =>
    sink.devices(rows.map(deviceOf), loaded, total),
  )
  const users = await fillUsers(session, sink, signal).catch((error: unknown) => {
    if (!(error instanceof AppError) || !REFUSED.has(error.details.platformCode)) throw error
    return { userGroups: new Set<string>(), users: new Set<string>() }
  })
  return { groups: groups.add(root.data.id), devices, ...users }
}

async function fillUsers(
  session: ActiveSession,
  sink: FillSink,
  signal: AbortSignal,
): Promise<Pick<Seen, 'userGroups' | 'users'>> {
  const root = await session.call(operations.user.rootGroup, {}, { signal })
  sink.userGroups([groupOf(root.data)])
  const userGroups = await list(session, operations.user.listGroups, signal, (rows) =>
    sink.userGroups(rows.map(groupOf)),
  )
  const { terminals } = await listOnlineUsers(session, signal)
  const users = await list(session, operations.user.list, signal, (rows) =>
    sink.users(rows.map((row) => ({ ...userOf(row), terminals: terminals.get(row.id) ?? [] }))),
  )
  return { userGroups: userGroups.add(root.data.id), users }
}

export interface OnlineUsers {
  readonly ids: ReadonlySet<string>
  readonly terminals: ReadonlyMap<string, Terminal[]>
}

/** Who is on-line now and on which terminals: a user may be so more than once. */
export async function listOnlineUsers(session: ActiveSession, signal: AbortSignal): Promise<OnlineUsers> {
  const ids = new Set<string>()
  const terminals = new Map<string, Terminal[]>()
  // Changes all the time, and is asked again with each change.
  await readList(session, operations.user.listOnline, signal, (rows) => {
    for (const row of rows) {
      ids.add(row.id)
      const terminal = terminalOf(row)
      if (terminal) terminals.set(row.id, [...(terminals.get(row.id) ?? []), terminal])
    }
  })
  return { ids, terminals }
}

/** All rows of a list; resolves with the ids of its last reading. */
async function list<O extends Operation>(
  session: ActiveSession,
  operation: O,
  signal: AbortSignal,
  onRows: (rows: RowsOf<O>, loaded: number, total: number) => void,
): Promise<Set<string>> {
  for (let reading = 1; ; reading++) {
    const ids = new Set<string>()
    const isSteady = await readList(session, operation, signal, (rows, total) => {
      for (const row of rows as readonly { id: string }[]) ids.add(row.id)
      onRows(rows, ids.size, total)
    })
    if (isSteady || reading === MOST_READINGS) return ids
  }
}

async function readList<O extends Operation>(
  session: ActiveSession,
  operation: O,
  signal: AbortSignal,
  onRows: (rows: RowsOf<O>, total: number) => void,
): Promise<boolean> {
  const pages = session.pages(operation, {}, { pageSize: PAGE_SIZE, parallel: PARALLEL, signal })
  for await (const { rows, page } of pages) onRows(rows as RowsOf<O>, page.totalCount)
  return pages.isSteady
}

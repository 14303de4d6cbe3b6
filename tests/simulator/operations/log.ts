/** Documentation: chapter "historical data" (on-line logs, operation log, system warnings). Newest first. */
import type { BodyOf } from '../../../shared/platform/define.ts'
import { operations } from '../../../shared/platform/index.ts'
import { matches, pageOf } from '../fleet/query.ts'
import { ok } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import { deviceRows, userRows, withoutNames, type OnlineRow, type UserRow } from '../logs/online-rows.ts'
import type { Operated } from '../logs/operation-log.ts'
import type { Warning } from '../logs/warnings.ts'
import type { World } from '../world.ts'
import { allOf, same, within, type Condition } from './conditions.ts'

const { log } = operations
type OneTime = NonNullable<BodyOf<typeof log.devicesOnline>['filter']>
type BothTimes = NonNullable<BodyOf<typeof log.devicesOnlineExtended>['filter']>
type OperationFilter = BodyOf<typeof log.operations>['filter']
type WarningFilter = NonNullable<BodyOf<typeof log.warnings>['filter']>

interface Paged {
  page: number
  pageSize: number
}

export function logHandlers(world: World): HandlerEntry[] {
  const nowS = () => Math.floor(world.now() / 1000)
  return [
    handler(log.devicesOnline, ({ body, session }) =>
      answer(deviceRows(world, session.account).filter(atOneTime(body.filter)), body),
    ),
    handler(log.devicesOnlineExtended, ({ body, session }) =>
      answer(deviceRows(world, session.account).filter(atBothTimes(body.filter, nowS())), body),
    ),
    handler(log.usersOnline, ({ body, session }) =>
      answer(
        userRows(world, session.account).filter(allOf<UserRow>([atOneTime(body.filter), ofUser(body.filter)])),
        body,
      ),
    ),
    handler(log.usersOnlineExtended, ({ body, session }) => {
      const found = userRows(world, session.account).filter(
        allOf<UserRow>([atBothTimes(body.filter, nowS()), ofUser(body.filter)]),
      )
      return answer(found.map(withoutNames), body)
    }),
    handler(log.operations, ({ body }) => {
      const found = world.operationLog.list().filter(wantedOperations(body.filter)).toReversed()
      return answer(found.map(operationRow), body)
    }),
    handler(log.warnings, ({ body }) => {
      const found = world.warnings
        .list()
        .filter(wantedWarnings(body.filter ?? {}))
        .toReversed()
      return answer(found.map(warningRow), body)
    }),
  ]
}

function answer<T>(rows: readonly T[], paged: Paged) {
  const { items, pageInfo } = pageOf(rows, paged)
  return ok([...items], pageInfo)
}

function commonOnline(filter: Pick<OneTime, 'device_id' | 'host' | 'protocol' | 'reason'>): Condition<OnlineRow>[] {
  return [
    (row) => matches(filter.device_id, row.device_id ?? ''),
    (row) => matches(filter.host, row.host),
    (row) => matches(filter.reason, row.reason),
    (row) => filter.protocol === undefined || row.protocol === filter.protocol,
  ]
}

/** Came or went within the time. */
function atOneTime(filter: OneTime | undefined): Condition<OnlineRow> {
  if (!filter) return () => true
  const fits = within(filter.timestamp_min, filter.timestamp_max, (timeS: number | undefined) => timeS)
  return allOf<OnlineRow>([
    ...commonOnline(filter),
    (row) => !fits || fits(row.online_timestamp) || fits(row.offline_timestamp),
  ])
}

/** Came within the one time and went within the other; who is still there counts as going now. */
function atBothTimes(filter: BothTimes | undefined, nowS: number): Condition<OnlineRow> {
  if (!filter) return () => true
  return allOf<OnlineRow>([
    ...commonOnline(filter),
    within(filter.online_timestamp_min, filter.online_timestamp_max, (row) => row.online_timestamp),
    within(filter.offline_timestamp_min, filter.offline_timestamp_max, (row) => row.offline_timestamp ?? nowS),
  ])
}

function ofUser(filter: { user_id?: string } | undefined): Condition<UserRow> | undefined {
  return same(filter?.user_id, (row) => row.user_id)
}

type NumberedOperation = Operated & { readonly id: number }

function wantedOperations(filter: OperationFilter): Condition<NumberedOperation> {
  return allOf<NumberedOperation>([
    within(filter.beginTime, filter.endTime, (entry) => Math.floor(entry.timeMs / 1000)),
    same<NumberedOperation, string>(filter.operate, (entry) => entry.operate),
    same<NumberedOperation, string>(filter.targetType, (entry) => entry.targetType),
    same(filter.targetID, (entry) => entry.targetId),
    same<NumberedOperation, string>(filter.operatorType, (entry) => entry.operatorType),
    same(filter.operatorID, (entry) => entry.operatorId),
    same(filter.ip, (entry) => entry.ip),
    (entry) => matches(filter.match, entry.content),
  ])
}

function operationRow(entry: NumberedOperation) {
  return {
    id: entry.id,
    operate: entry.operate,
    targetType: entry.targetType,
    targetID: entry.targetId,
    content: entry.content,
    operatorType: entry.operatorType,
    operatorID: entry.operatorId,
    time: Math.floor(entry.timeMs / 1000),
    ip: entry.ip,
    result: entry.result,
    message: entry.message,
  }
}

function wantedWarnings(filter: WarningFilter): Condition<Warning> {
  return allOf<Warning>([
    same(filter.type, (entry) => entry.type),
    within(filter.time_min, filter.time_max, (entry) => Math.floor(entry.timeMs / 1000)),
    (entry) => matches(filter.match, entry.description, entry.objectId, entry.objectName),
  ])
}

function warningRow(entry: Warning) {
  return {
    key: entry.key,
    type: entry.type,
    time: Math.floor(entry.timeMs / 1000),
    object_id: entry.objectId,
    object_type: entry.objectType,
    object_name: entry.objectName,
    desc: entry.description,
  }
}

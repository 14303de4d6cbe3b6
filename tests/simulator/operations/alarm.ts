/** Documentation: chapter "historical data" (alarm record, handling). */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { BodyOf } from '../../../shared/platform/define.ts'
import { operations } from '../../../shared/platform/index.ts'
import { recordReach } from '../accounts/access.ts'
import { recordOf, type Alarm } from '../alarms/alarm.ts'
import { matches, pageOf } from '../fleet/query.ts'
import { ok, refused } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import type { World } from '../world.ts'
import { allOf, oneOfThese, same, within, type Condition } from './conditions.ts'

const { alarm } = operations
type Filter = NonNullable<BodyOf<typeof alarm.list>['filter']>

export function alarmHandlers(world: World): HandlerEntry[] {
  return [
    handler(alarm.process, ({ params, body, session }) => {
      const found = world.alarms.find(params.key)
      if (!found) return refused(PlatformCode.notFound, 'no such alarm')
      if (!recordReach(world, session.account)(found.deviceId))
        return refused(PlatformCode.noPermission, 'no permission for this device')
      world.alarms.process(
        found,
        { state: body.status, lat: body.lat, lng: body.lng, description: body.desc, remark: body.process_desc },
        session.account,
      )
      return ok({})
    }),
    handler(alarm.list, ({ body, session }) => {
      const isMine = recordReach(world, session.account)
      const isWanted = wanted(body.filter ?? {})
      const found = world.alarms.list().filter((entry) => isMine(entry.deviceId) && isWanted(entry))
      const { items, pageInfo } = pageOf(found, body)
      return ok(items.map(recordOf), pageInfo)
    }),
  ]
}

function wanted(filter: Filter): Condition<Alarm> {
  const { match, desc } = filter
  return allOf<Alarm>([
    same(filter.device_id, (entry) => entry.deviceId),
    same(filter.sub_device_index, (entry) => entry.channel),
    same(filter.user_id, (entry) => entry.userId),
    same(filter.operator_id, (entry) => entry.processed?.operatorId),
    same<Alarm, number>(filter.type, (entry) => entry.type),
    within(filter.timestamp_min, filter.timestamp_max, (entry) => Math.floor(entry.timeMs / 1000)),
    within(
      filter.process_time_min,
      filter.process_time_max,
      (entry) => entry.processed && Math.floor(entry.processed.timeMs / 1000),
    ),
    oneOfThese(filter.status, (entry) => entry.state),
    (entry) => matches(desc, entry.description),
    (entry) =>
      matches(match, entry.description, entry.processed?.description ?? '', entry.deviceId, entry.userId ?? ''),
  ])
}

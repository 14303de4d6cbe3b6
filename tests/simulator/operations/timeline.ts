/** Documentation: chapter "Video file timeline". Marks in order of their time in the file. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { BodyOf } from '../../../shared/platform/define.ts'
import { operations } from '../../../shared/platform/index.ts'
import { pageOf } from '../fleet/query.ts'
import { ok, refused } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import type { Mark } from '../recordings/marks.ts'
import type { World } from '../world.ts'
import { allOf, same, within, type Condition } from './conditions.ts'

const { timeline } = operations
type Filter = NonNullable<BodyOf<typeof timeline.list>['filter']>
type Row = ReturnType<typeof rowOf>

export function timelineHandlers(world: World): HandlerEntry[] {
  const { recordings, marks } = world
  return [
    handler(timeline.add, ({ params, body, session }) => {
      const file = recordings.platformFile(params.fileid)
      if (!file) return refused(PlatformCode.notFound, 'no such file')
      const lengthMs = (file.endS - file.beginS) * 1000
      if (body.timelines.some(({ time }) => time < 0 || time > lengthMs))
        return refused(PlatformCode.badParameter, `time: the file has ${lengthMs} ms`)
      const addedS = Math.floor(world.now() / 1000)
      for (const { time, data } of body.timelines)
        marks.add({ fileId: file.fileId, userId: session.account.id, timeMs: time, text: data, addedS })
      return ok({})
    }),
    handler(timeline.remove, ({ params, body }) => {
      if (!recordings.platformFile(params.fileid)) return refused(PlatformCode.notFound, 'no such file')
      const removed = marks.remove(params.fileid, body.idList)
      return removed > 0 ? ok({}) : refused(PlatformCode.notFound, 'no such mark on this file')
    }),
    handler(timeline.list, ({ body }) => {
      const rows = marks
        .list()
        .map((mark) => rowOf(world, mark))
        .filter(wanted(body.filter ?? {}))
        .toSorted((a, b) => a.timestamp - b.timestamp || a.time - b.time)
      const { items, pageInfo } = pageOf(rows, body)
      return ok([...items], pageInfo)
    }),
  ]
}

function rowOf({ recordings }: World, mark: Mark) {
  const beginS = recordings.platformFile(mark.fileId)?.beginS ?? 0
  return {
    fileId: mark.fileId,
    userId: mark.userId,
    time: mark.timeMs,
    timestamp: beginS + Math.floor(mark.timeMs / 1000),
    id: mark.id,
    addTime: mark.addedS,
    data: mark.text,
  }
}

function wanted(filter: Filter): Condition<Row> {
  return allOf<Row>([
    same(filter.fileId, (row) => row.fileId),
    same(filter.userId, (row) => row.userId),
    within(filter.timeBegin, filter.timeEnd, (row) => row.time),
    within(filter.timestampBegin, filter.timestampEnd, (row) => row.timestamp),
  ])
}

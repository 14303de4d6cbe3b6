import { expect } from 'vitest'
import type { BodyOf } from '../../../../shared/platform/define.ts'
import { operations } from '../../../../shared/platform/index.ts'
import { FileType } from '../../../../shared/platform/record-file.ts'
import type { Caller } from './caller.ts'
import { inPages } from './pages.ts'
import type { Scenario } from './scenario.ts'

const { recordFile, timeline } = operations

const FIRST = { page: 0, pageSize: 2 }

type Filter = NonNullable<BodyOf<typeof timeline.list>['filter']>

function marks(caller: Caller, filter: Filter) {
  return inPages(
    (page) => caller.ok(timeline.list, { body: { ...page, filter } }),
    ({ id }) => id,
  )
}

async function texts(caller: Caller, filter: Filter): Promise<string[]> {
  return (await marks(caller, filter)).map(({ data }) => data)
}

async function videos(caller: Caller) {
  const filter = { fileType: [FileType.video] }
  const { data } = await caller.ok(recordFile.list, { body: { ...FIRST, filter } })
  const [file, other] = data
  if (!file || !other) throw new Error('the platform has no videos')
  return { file, other }
}

export const timelines: Scenario = {
  section: 'timeline of files',
  async run(caller) {
    const { file, other } = await videos(caller)
    const params = { fileid: file.fileID }
    const operator = await caller.as({ username: 'operator', password: 'Watch-2026' })
    // Set out of order, and by two people: they come in the order of the file.
    await caller.ok(timeline.add, {
      params,
      body: {
        timelines: [
          { time: 9500, data: 'man at the gate' },
          { time: 0, data: 'begins' },
        ],
      },
    })
    await operator.ok(timeline.add, { params, body: { timelines: [{ time: 4000, data: 'car arrives' }] } })
    await caller.ok(timeline.add, {
      params: { fileid: other.fileID },
      body: { timelines: [{ time: 1000, data: 'another file' }] },
    })
    const fileId = file.fileID
    const all = await marks(caller, { fileId })
    expect(all).toMatchObject([
      { fileId, userId: 'admin', time: 0, timestamp: file.beginTime, data: 'begins' },
      { fileId, userId: 'operator', time: 4000, timestamp: file.beginTime + 4, data: 'car arrives' },
      { fileId, userId: 'admin', time: 9500, timestamp: file.beginTime + 9, data: 'man at the gate' },
    ])
    expect(new Set(all.map(({ id }) => id)).size).toBe(3)
    for (const { addTime } of all) expect(Math.abs(addTime - Date.now() / 1000)).toBeLessThan(60)
    expect(await texts(caller, { fileId, userId: 'operator' })).toEqual(['car arrives'])
    expect(await texts(caller, { fileId, timeBegin: 1000, timeEnd: 9500 })).toEqual(['car arrives', 'man at the gate'])
    const { beginTime } = file
    expect(await texts(caller, { fileId, timestampBegin: beginTime + 1, timestampEnd: beginTime + 5 })).toEqual([
      'car arrives',
    ])
    expect(await texts(caller, {})).toHaveLength(4)

    await caller.ok(timeline.remove, { params, body: { idList: all.slice(0, 2).map(({ id }) => id) } })
    expect(await texts(caller, { fileId })).toEqual(['man at the gate'])
    await caller.refused(timeline.remove, { params, body: { idList: [all[0]?.id ?? 0] } }, 2)
    const late = ((file.endTime ?? 0) - file.beginTime) * 1000 + 1
    await caller.refused(timeline.add, { params, body: { timelines: [{ time: late, data: 'after the end' }] } }, 4)
    await caller.refused(timeline.add, { params: { fileid: 'none' }, body: { timelines: [] } }, 2)
  },
}

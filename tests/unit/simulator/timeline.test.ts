import { afterEach, beforeEach, expect, it } from 'vitest'
import { startSimulator, type Simulator } from '../../simulator/simulator.ts'
import { call, tokenOf } from './desk.ts'

let simulator: Simulator
let token: string
let files: { fileID: string; beginTime: number; endTime: number }[]
beforeEach(async () => {
  simulator = await startSimulator({ devices: 12 })
  token = await tokenOf(simulator)
  const body = { page: 0, pageSize: 2, filter: { fileType: ['video'] } }
  files = (await call(simulator, 'recordfile.list', { token, body })).data as typeof files
})
afterEach(() => simulator.close())

interface Mark {
  id: number
  fileId: string
  time: number
  timestamp: number
  data: string
  userId: string
}

const fileAt = (index: number) => {
  const file = files[index]
  if (!file) throw new Error('too few files')
  return file
}
const add = (fileid: string, timelines: object[]) =>
  call(simulator, 'timeline.add', { token, params: { fileid }, body: { timelines } })
const list = async (filter: object = {}) =>
  (await call(simulator, 'timeline.list', { token, body: { page: 0, pageSize: 30_000, filter } })).data as Mark[]
const remove = (fileid: string, idList: number[]) =>
  call(simulator, 'timeline.remove', { token, params: { fileid }, body: { idList } })

it('keeps marks in the order of their time in the file, with who set them', async () => {
  const file = fileAt(0)
  const marks = [
    { time: 9500, data: 'door opens' },
    { time: 0, data: 'arrival' },
  ]
  expect((await add(file.fileID, marks)).code).toBe(0)
  expect(await list({ fileId: file.fileID })).toMatchObject([
    { time: 0, timestamp: file.beginTime, data: 'arrival', userId: 'admin' },
    { time: 9500, timestamp: file.beginTime + 9, data: 'door opens', userId: 'admin' },
  ])
})

it('finds them by file, time in the file, time and user', async () => {
  const [first, second] = [fileAt(0), fileAt(1)]
  await add(first.fileID, [{ time: 1000, data: 'a' }])
  await add(second.fileID, [{ time: 5000, data: 'b' }])
  const texts = async (filter: object) => (await list(filter)).map((mark) => mark.data).toSorted()
  expect(await texts({})).toEqual(['a', 'b'])
  expect(await texts({ fileId: second.fileID })).toEqual(['b'])
  expect(await texts({ timeBegin: 1000, timeEnd: 4999 })).toEqual(['a'])
  expect(await texts({ timestampBegin: second.beginTime + 5, timestampEnd: second.beginTime + 5 })).toEqual(['b'])
  expect(await texts({ userId: 'operator' })).toEqual([])
})

it('deletes those of the file named, and refuses what is not there or does not fit the file', async () => {
  const [first, second] = [fileAt(0), fileAt(1)]
  await add(first.fileID, [{ time: 1000, data: 'a' }])
  const [mark] = await list()
  if (!mark) throw new Error('no mark')
  expect((await remove(second.fileID, [mark.id])).code).toBe(2)
  expect((await remove(first.fileID, [mark.id])).code).toBe(0)
  expect((await remove(first.fileID, [mark.id])).code).toBe(2)
  expect(await list()).toEqual([])
  expect((await add('none', [{ time: 0, data: 'x' }])).code).toBe(2)
  const lengthMs = (first.endTime - first.beginTime) * 1000
  expect((await add(first.fileID, [{ time: lengthMs + 1, data: 'x' }])).code).toBe(4)
})

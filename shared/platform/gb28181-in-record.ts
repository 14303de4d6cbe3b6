/** Recordings that lie on lower devices: found there, fetched by tasks, then downloaded. Documentation: chapter "28181in". */
import Type from 'typebox'
import { op } from './define.ts'
import { GbId } from './gb28181.ts'
import { oneOf } from './values.ts'

/** Why a lower device recorded. */
export const LowerRecordType = { scheduled: 'time', alarm: 'alarm', manual: 'manual' } as const

const FileId = Type.String({ minLength: 1, description: 'file ID' })
const RecordType = oneOf(LowerRecordType, { description: 'why it was recorded' })
const FileList = Type.Object({ fileList: Type.Optional(Type.Array(FileId)) })
const UTC_SECONDS = { unit: 's', moment: 's', description: 'UTC' }

const Tasks = Type.Array(
  Type.Object({
    id: FileId,
    code: Type.Number({ description: 'PlatformCode of this file' }),
    msg: Type.String(),
    percent: Type.Number({ unit: '%', minimum: 0, maximum: 100, documented: { type: 'string' } }),
  }),
)

export const gb28181InRecord = {
  createTasks: op({
    name: 'lowerRecord.createTasks',
    method: 'POST',
    path: '/bvcsp/v1/bv28181in/record/task/create',
    body: FileList,
    data: Tasks,
  }),
  list: op({
    name: 'lowerRecord.list',
    method: 'POST',
    path: '/bvcsp/v1/bv28181in/record/list',
    idempotent: true,
    pace: 'device',
    body: Type.Object({
      filter: Type.Optional(
        Type.Object({
          id: GbId,
          startTime: Type.Integer(UTC_SECONDS),
          endTime: Type.Integer({ ...UTC_SECONDS, description: 'UTC, at most a day after the start' }),
          filePath: Type.Optional(Type.String()),
          type: Type.Optional(RecordType),
        }),
      ),
    }),
    data: Type.Array(
      Type.Object({
        id: FileId,
        deviceId: Type.String({ description: 'GB28181 ID' }),
        name: Type.String(),
        filePath: Type.String(),
        address: Type.String({ description: 'where the device keeps it' }),
        startTime: Type.Number(UTC_SECONDS),
        endTime: Type.Number(UTC_SECONDS),
        secrecy: oneOf({ open: 0, secret: 1 }),
        type: RecordType,
        recorderID: Type.String({ description: 'who or what started it' }),
        cachePercent: Type.Number({ unit: '%', description: '-1 not fetched yet, else how far' }),
      }),
    ),
  }),
  queryTasks: op({
    name: 'lowerRecord.queryTasks',
    method: 'POST',
    path: '/bvcsp/v1/bv28181in/record/task/query',
    idempotent: true,
    body: FileList,
    data: Tasks,
  }),
  download: op({
    name: 'lowerRecord.download',
    method: 'GET',
    path: '/bvcsp/v1/bv28181in/record/download/:id',
    answers: 'file',
    params: Type.Object({ id: FileId }),
  }),
}

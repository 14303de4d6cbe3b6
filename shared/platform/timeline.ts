/** Documentation: chapter "Video file timeline": marks on platform files. */
import Type from 'typebox'
import { op, PAGE } from './define.ts'

const FileId = Type.Object({ fileid: Type.String({ description: 'platform file ID' }) })

const IN_FILE = { unit: 'ms', description: 'from the beginning of the file' }

export const timeline = {
  list: op({
    name: 'timeline.list',
    method: 'POST',
    path: '/bvcsp/v1/recordfile/timeline/filter',
    idempotent: true,
    paged: true,
    body: Type.Object({
      ...PAGE,
      filter: Type.Optional(
        Type.Object({
          fileId: Type.Optional(Type.String()),
          timeBegin: Type.Optional(Type.Integer(IN_FILE)),
          timeEnd: Type.Optional(Type.Integer(IN_FILE)),
          timestampBegin: Type.Optional(Type.Integer({ unit: 's', moment: 's' })),
          timestampEnd: Type.Optional(Type.Integer({ unit: 's', moment: 's' })),
          userId: Type.Optional(Type.String({ description: 'account that set the mark' })),
        }),
      ),
    }),
    data: Type.Array(
      Type.Object({
        fileId: Type.String(),
        userId: Type.String({ description: 'account that set the mark' }),
        time: Type.Integer({ ...IN_FILE, documented: { type: 'string' } }),
        timestamp: Type.Integer({
          unit: 's',
          moment: 's',
          description: 'begin of the file and time in it',
          documented: { type: 'string' },
        }),
        id: Type.Integer({ documented: { type: 'string' } }),
        addTime: Type.Integer({ unit: 's', moment: 's', documented: { type: 'string' } }),
        data: Type.String({ description: 'text of the mark' }),
      }),
    ),
  }),
  add: op({
    name: 'timeline.add',
    method: 'POST',
    path: '/bvcsp/v1/recordfile/timeline/:fileid',
    params: FileId,
    body: Type.Object({
      timelines: Type.Array(
        Type.Object({
          time: Type.Integer(IN_FILE),
          data: Type.String({ description: 'text of the mark' }),
        }),
        { documented: { name: 'timeLines' } },
      ),
    }),
  }),
  remove: op({
    name: 'timeline.remove',
    method: 'DELETE',
    path: '/bvcsp/v1/recordfile/timeline/:fileid',
    params: FileId,
    body: Type.Object({ idList: Type.Array(Type.Integer({ description: 'id of a mark' })) }),
  }),
}

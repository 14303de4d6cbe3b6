/** Documentation: chapter "historical data" (files of the platform and of devices). */
import Type from 'typebox'
import { op, PAGE } from './define.ts'
import { oneOf } from './values.ts'

export const FileType = {
  video: 'video',
  audio: 'audio',
  image: 'image',
  gps: 'gps',
  log: 'log',
  firmware: 'firmware',
} as const
export type FileTypeId = (typeof FileType)[keyof typeof FileType]

/** Why a file was made. */
export const RecordReason = {
  manual: 'manual',
  /** By a plan. */
  time: 'time',
  alarm: 'alarm',
  auto: 'auto',
  /** Sent to the platform by the device. */
  upload: 'upload',
  /** Fetched by the platform from the device. */
  download: 'download',
  call: 'call',
} as const
export type RecordReasonId = (typeof RecordReason)[keyof typeof RecordReason]

/** In a filter of device files: any channel. */
export const ANY_CHANNEL = -1

const FileId = Type.Object({ fileid: Type.String({ description: 'platform file ID' }) })
const Latitude = Type.Number({ unit: 'degree', description: 'north positive' })
const Longitude = Type.Number({ unit: 'degree', description: 'east positive' })

const RecordFile = Type.Object({
  id: Type.Number(),
  fileID: Type.String({ description: 'given by the storage service' }),
  nruID: Type.String({ description: 'storage service that holds it' }),
  puID: Type.String({ description: 'device it comes from' }),
  puName: Type.Optional(Type.String()),
  userID: Type.Optional(Type.String({ description: 'account it comes from' })),
  userName: Type.Optional(Type.String()),
  channelIndex: Type.Optional(Type.Number()),
  filePath: Type.String(),
  fileType: oneOf(FileType),
  fileSize: Type.Number({ unit: 'byte' }),
  fileHash: Type.Optional(Type.String({ description: 'MD5 or SHA-256, by its length' })),
  beginTime: Type.Number({ unit: 's', moment: 's' }),
  endTime: Type.Optional(Type.Number({ unit: 's', moment: 's' })),
  insertTime: Type.Number({ unit: 's', moment: 's', description: 'stored on the platform' }),
  recordReason: Type.Optional(oneOf(RecordReason)),
  desc1: Type.Optional(Type.String({ description: 'searched exactly' })),
  desc2: Type.Optional(Type.String({ description: 'searched fuzzily' })),
  fileName: Type.String(),
  lat: Type.Optional(Latitude),
  lng: Type.Optional(Longitude),
  mark: Type.Boolean({ description: 'marked as important' }),
})

const DeviceFile = Type.Object({
  fileID: Type.String(),
  channelIndex: Type.Number(),
  filePath: Type.String(),
  fileType: oneOf(FileType),
  fileSize: Type.Number({ unit: 'byte' }),
  beginTime: Type.Number({ unit: 's', moment: 's' }),
  endTime: Type.Number({ unit: 's', moment: 's' }),
  insertTime: Type.Optional(Type.Number({ unit: 's', moment: 's', description: 'stored on the device' })),
  recordReason: Type.Optional(oneOf(RecordReason)),
  desc1: Type.Optional(Type.String({ description: 'searched exactly' })),
  desc2: Type.Optional(Type.String({ description: 'searched fuzzily' })),
  lat: Type.Optional(Latitude),
  lng: Type.Optional(Longitude),
})

const DeviceFileParams = Type.Object({
  puid: Type.String({ description: 'device ID' }),
  fileid: Type.String({ description: 'file ID on the device' }),
})

const TokenQuery = Type.Object({
  token: Type.Optional(Type.String({ description: 'in place of the header, for media elements and plain links' })),
})

export const recordFile = {
  list: op({
    name: 'recordfile.list',
    method: 'POST',
    path: '/bvcsp/v1/recordfile/filter',
    idempotent: true,
    paged: true,
    body: Type.Object({
      ...PAGE,
      filter: Type.Object({
        beginTime: Type.Optional(Type.Number({ unit: 's', moment: 's' })),
        endTime: Type.Optional(Type.Number({ unit: 's', moment: 's' })),
        puID: Type.Optional(Type.String()),
        userID: Type.Optional(Type.String()),
        fileType: Type.Optional(Type.Array(oneOf(FileType))),
        recordReason: Type.Optional(Type.Array(oneOf(RecordReason))),
        desc1: Type.Optional(Type.String({ description: 'exactly' })),
        desc2: Type.Optional(Type.String({ description: 'part of it' })),
        match: Type.Optional(Type.String({ description: 'part of device ID, user ID or file name' })),
        mark: Type.Optional(Type.Boolean()),
        insertBeginTime: Type.Optional(Type.Number({ unit: 's', moment: 's' })),
        insertEndTime: Type.Optional(Type.Number({ unit: 's', moment: 's' })),
      }),
    }),
    data: Type.Array(RecordFile),
  }),
  info: op({
    name: 'recordfile.info',
    method: 'GET',
    path: '/bvcsp/v1/recordfile/:fileid',
    params: FileId,
    data: RecordFile,
  }),
  change: op({
    name: 'recordfile.change',
    method: 'PUT',
    path: '/bvcsp/v1/recordfile/:fileid',
    params: FileId,
    body: Type.Object({
      desc1: Type.Optional(Type.String()),
      desc2: Type.Optional(Type.String()),
      mark: Type.Optional(Type.Boolean()),
    }),
  }),
  listOfDevice: op({
    name: 'devicefile.list',
    method: 'POST',
    path: '/bvcsp/v1/pu/recordfile/filter/:puid',
    idempotent: true,
    paged: true,
    pace: 'device',
    params: Type.Object({ puid: Type.String({ description: 'device ID' }) }),
    body: Type.Object({
      ...PAGE,
      filter: Type.Object({
        beginTime: Type.Number({ unit: 's', moment: 's' }),
        endTime: Type.Number({ unit: 's', moment: 's' }),
        puID: Type.String({ description: 'the same device as in the path' }),
        userID: Type.Optional(Type.String()),
        fileType: Type.Optional(Type.Array(oneOf(FileType))),
        recordReason: Type.Optional(Type.Array(oneOf(RecordReason))),
        channelIndex: Type.Optional(Type.Number({ description: '-1 for any' })),
        desc1: Type.Optional(Type.String({ description: 'exactly' })),
        desc2: Type.Optional(Type.String({ description: 'part of it' })),
        match: Type.Optional(Type.String({ description: 'part of device ID, user ID or file name' })),
      }),
    }),
    data: Type.Array(DeviceFile),
  }),
  downloadFromDevice: op({
    name: 'devicefile.download',
    method: 'GET',
    path: '/bvcsp/v1/pu/download/:puid/:fileid',
    pace: 'device',
    answers: 'file',
    params: DeviceFileParams,
    query: TokenQuery,
  }),
  removeFromDevice: op({
    name: 'devicefile.remove',
    method: 'DELETE',
    path: '/bvcsp/v1/pu/recordfile/:puid/:fileid',
    pace: 'device',
    params: DeviceFileParams,
  }),
}

/**
 * Bytes of a platform file, from its storage service. Not documented, so none of `operations`: the vendor's own client takes
 * files from here. Answers ranges.
 */
export const downloadPlatformFile = op({
  name: 'recordfile.download',
  method: 'GET',
  path: '/bvnru/v1/download/:fileid',
  answers: 'file',
  params: FileId,
  query: TokenQuery,
})

/**
 * Takes a file into the platform's storage service. Assumed, for the documentation has no upload though its messages carry
 * files: beside the download, the bytes as they are under their own `Content-Type`, the name and kind in the address. The file
 * belongs to the account. `type` is left out for what is no kind of the documentation.
 */
export const uploadPlatformFile = op({
  name: 'recordfile.upload',
  method: 'POST',
  path: '/bvnru/v1/upload',
  takes: 'file',
  query: Type.Object({
    name: Type.String({ minLength: 1, description: 'of the file, without a folder' }),
    type: Type.Optional(oneOf(FileType)),
  }),
  data: Type.Object({ fileID: Type.String() }),
})

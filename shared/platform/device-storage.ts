/** Documentation: chapter "Device management", storage media of a device and what is recorded on them. */
import Type from 'typebox'
import { op } from './define.ts'
import { AtChannel, AtDevice } from './device-params.ts'
import { oneOf, Permission } from './values.ts'

export const StorageMedium = { 'SD card': 'sdcard', 'hard disk': 'hdd' } as const

export const YesNo = { no: 0, yes: 1 } as const

export const FormatAction = { none: 0, formatting: 1 } as const

/** What happens when the medium is full. */
export const NoSpaceRule = { 'stop recording': 0, overwrite: 1 } as const

/** How files are named. */
export const FileNameRule = { default: 0, 'device ID': 1, 'device name': 2, 'own text': 4 } as const

export const Weekday = {
  Sunday: 0,
  Monday: 1,
  Tuesday: 2,
  Wednesday: 3,
  Thursday: 4,
  Friday: 5,
  Saturday: 6,
} as const

const AtStorage = Type.Object({
  ...AtDevice.properties,
  id: Type.Integer({ minimum: 0, description: 'ID of the storage medium' }),
})

const MEDIUM = {
  storageMediaType: oneOf(StorageMedium),
  storageID: Type.Integer({ description: 'ID of the storage medium' }),
}

const PARTITION_NAME = Type.String({ description: 'name or path' })
const DISABLED = oneOf(YesNo, { description: 'no files are stored here' })
const megabytes = (description: string) => Type.Number({ minimum: 0, unit: 'MB', description })

const Storage = Type.Object({
  ...MEDIUM,
  partitions: Type.Array(
    Type.Object({
      name: PARTITION_NAME,
      fsFormat: Type.String({ description: 'file system' }),
      totalSpace: megabytes('in all'),
      freeSpace: megabytes('left'),
      bFormated: oneOf(YesNo, { description: 'formatted' }),
      bDisable: DISABLED,
    }),
  ),
})

const StorageSettings = Type.Object({
  ...MEDIUM,
  partitions: Type.Array(Type.Object({ name: PARTITION_NAME, bDisable: DISABLED })),
})

const Rules = Type.Object({
  noSpaceRule: oneOf(NoSpaceRule, { description: 'when the medium is full' }),
  alarmSpace: megabytes('alarm when less is left, 0 for none'),
  reserveDays: Type.Integer({ minimum: 0, unit: 'd', description: 'recordings are kept' }),
  recordFileLength: Type.Integer({ minimum: 1, unit: 's', description: 'length of a file' }),
  recordGps: oneOf(YesNo, { description: 'stores positions' }),
  videoFileNameRule: oneOf(FileNameRule, { description: 'of video and sound' }),
  picFileNameRule: oneOf(FileNameRule, { description: 'of pictures' }),
  VideoFileName: Type.String({ description: 'own text for video and sound' }),
  picFileName: Type.String({ description: 'own text for pictures' }),
})

const Slices = Type.Array(
  Type.Object({
    week: oneOf(Weekday, { description: 'day of the week, numbered as in plans' }),
    hour: Type.Integer({ minimum: 0, maximum: 23 }),
    minute: Type.Integer({ minimum: 0, maximum: 59 }),
    second: Type.Integer({ minimum: 0, maximum: 59 }),
    duration: Type.Integer({ minimum: 1, maximum: 86_400, unit: 's', description: 'may not run into the next day' }),
  }),
  { description: 'old devices take up to six a day' },
)

const Schedule = Type.Object({
  weekSnapshot: Slices,
  weekRecord: Slices,
  recordAudio: oneOf(YesNo),
  begin: Type.Integer({ minimum: 0, unit: 's', moment: 's', description: 'valid from, UTC' }),
  end: Type.Integer({ minimum: 0, unit: 's', moment: 's', description: 'valid until, UTC' }),
})

const settings = { pace: 'device', permission: Permission.devices } as const

export const deviceStorage = {
  storages: op({
    name: 'storage.list',
    method: 'GET',
    path: '/bvcsp/v1/pu/storages/:puid',
    pace: 'device',
    params: AtDevice,
    data: Type.Array(Storage),
  }),
  setStorages: op({
    ...settings,
    name: 'storage.set',
    method: 'PUT',
    path: '/bvcsp/v1/pu/storages/:puid',
    destructive: true,
    params: AtDevice,
    body: Type.Array(StorageSettings),
  }),
  formatProgress: op({
    name: 'storage.formatProgress',
    method: 'GET',
    path: '/bvcsp/v1/pu/format/:puid/:id',
    pace: 'device',
    params: AtStorage,
    data: Type.Object({
      storageID: MEDIUM.storageID,
      action: oneOf(FormatAction),
      percent: Type.Number({
        minimum: -1,
        maximum: 100,
        unit: '%',
        description: 'of formatting; 100 is done, -1 is failed',
      }),
    }),
  }),
  format: op({
    ...settings,
    name: 'storage.format',
    method: 'PUT',
    path: '/bvcsp/v1/pu/format/:puid/:id',
    destructive: true,
    params: AtStorage,
  }),
  rules: op({
    name: 'storageConfig.get',
    method: 'GET',
    path: '/bvcsp/v1/pu/storage/config/:puid',
    pace: 'device',
    params: AtDevice,
    data: Type.Partial(Rules),
  }),
  setRules: op({
    ...settings,
    name: 'storageConfig.set',
    method: 'POST',
    path: '/bvcsp/v1/pu/storage/config/:puid',
    destructive: true,
    params: AtDevice,
    body: Rules,
  }),
  recordStatus: op({
    name: 'storage.recordStatus',
    method: 'GET',
    path: '/bvcsp/v1/pu/storages/recordstatus/:puid',
    pace: 'device',
    params: AtDevice,
    data: Type.Object({
      recordVideo: Type.Boolean(),
      recordAudio: Type.Boolean(),
      recordGPS: Type.Boolean({ description: 'positions' }),
      recordImage: Type.Boolean({ description: 'snapshots' }),
      fileNames: Type.Array(Type.String(), { description: 'files being written, with their path' }),
    }),
  }),
  schedule: op({
    name: 'storageSchedule.get',
    method: 'GET',
    path: '/bvcsp/v1/pu/storage/schedule/:puid/:index',
    pace: 'device',
    params: AtChannel,
    data: Schedule,
  }),
  setSchedule: op({
    ...settings,
    name: 'storageSchedule.set',
    method: 'PUT',
    path: '/bvcsp/v1/pu/storage/schedule/:puid/:index',
    params: AtChannel,
    body: Schedule,
  }),
}

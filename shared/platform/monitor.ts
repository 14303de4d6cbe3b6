/** Documentation: chapter "Platform storage status": what download plans, recording plans and transfers are doing now. */
import Type, { type TNumberOptions } from 'typebox'
import { op, PAGE } from './define.ts'
import { PlanFileType } from './download-plan.ts'
import { PLAN_UID, PlanParams } from './plan-schedule.ts'
import { oneOf, Permission } from './values.ts'

export const DownloadState = { downloaded: 1, notDownloaded: 2, downloading: 3 } as const

/** Passive: by plan. Active: asked for by somebody. */
export const TransportType = {
  download: 'download',
  upload: 'upload',
  record: 'record',
  activeDownload: 'ActiveDownload',
} as const

/** What is noted about the recording of a channel. */
export const RecordEvent = {
  conditionsChecked: 'CheckRecord',
  deviceStatus: 'StatusEvent',
  preparing: 'PrepareRecord',
  started: 'StartRecord',
  dialogOpened: 'OpenDialog',
  dialogFailed: 'OpenDialogFail',
  dialogEvent: 'DialogEvent',
  fileCreated: 'CreateRecordFile',
  recording: 'Recording',
  split: 'SplitRecord',
  stopped: 'StopRecord',
  saved: 'SaveRecord',
} as const

/** After more failures than this a file is left alone until the count is set back. */
export const MAX_FAILED_DOWNLOADS = 10

const count = (options: TNumberOptions = {}) => Type.Optional(Type.Integer(options))
const text = (description?: string) => Type.Optional(Type.String(description ? { description } : {}))

const pages = { page: Type.Optional(PAGE.page), pageSize: Type.Optional(PAGE.pageSize) }
const BYTES = { unit: 'byte' }
const SECONDS = { unit: 's', moment: 's' }
const RATE = { unit: 'byte/s' }

const Download = Type.Object({
  beginTime: count({ ...SECONDS, description: 'beginning of the recording' }),
  bootTime: count({ ...SECONDS, description: 'start of the device' }),
  endTime: count({ ...SECONDS, description: 'end of the recording' }),
  fileSize: count(BYTES),
  lastGetPuFileTime: count({ ...SECONDS, description: 'files were asked for last' }),
  lastGetStatusTime: count({ ...SECONDS, description: 'the status was asked for last' }),
  onlineAddr: text('address of the device'),
  onlineThrough: count({ description: 'kind of network' }),
  onlineThroughString: text('kind of network in words'),
  onlineTime: count({ ...SECONDS, description: 'on-line since' }),
  proto: text('protocol of the device'),
  puId: text('device ID'),
  remotePath: text('whole path on the device'),
  status: count({ description: '1 on-line' }),
  transferSize: count({ ...BYTES, description: 'moved so far' }),
  transferString: text('progress in words'),
})

const Searches = {
  puFirstFileTime: count({ ...SECONDS, description: 'oldest file found' }),
  puHistoryLastSearchTime: count({ ...SECONDS, description: 'older files were looked for last' }),
  puHistoryPuFileSearchMsg: text(),
  puId: text('device ID'),
  puLastFileTime: count({ ...SECONDS, description: 'newest file found' }),
  puLastSearchHistoryBeginTime: count({ ...SECONDS, description: 'span of the last search backwards' }),
  puLastSearchHistoryEndTime: count(SECONDS),
  puLastSearchNewFileBeginTime: count({ ...SECONDS, description: 'span of the last search forwards' }),
  puLastSearchNewFileEndTime: count(SECONDS),
  puNewFileLastSearchTime: count({ ...SECONDS, description: 'new files were looked for last' }),
  puNewPuFileSearchMsg: text(),
}

const Progress = Type.Object({
  localPath: text('where it is kept on the platform'),
  transferSize: count({ ...BYTES, description: 'moved so far' }),
  transBytesSpeed: count(RATE),
  dialogId: text(),
  peerConnectionId: count(),
})

const FILE_PARAMS = Type.Object({ fileId: Type.String({ description: '`id` of the list of device files' }) })

const RATES = { count: Type.Integer({ description: 'transfers' }), rates: Type.Integer(RATE) }
const Transfers = Type.Object({
  ...RATES,
  transSize: Type.Integer({ ...BYTES, description: 'moved so far' }),
  totalSize: Type.Integer(BYTES),
})

const LOG_TIME = {
  info: Type.String(),
  time: Type.Integer({ unit: 'ms', moment: 'ms' }),
  score: Type.Integer({ unit: 'ms', moment: 'ms', description: 'the same time, for sorting' }),
}

export const monitor = {
  listPlans: op({
    name: 'monitor.listPlans',
    method: 'POST',
    path: '/bvcsp/v1/monitor/planList',
    idempotent: true,
    paged: true,
    body: Type.Object({ filter: Type.Optional(Type.Object({ plan_uid: Type.Optional(PLAN_UID) })), ...pages }),
    data: Type.Array(
      Type.Object({
        enable: Type.Optional(Type.Boolean({ description: 'works at this time' })),
        not_enable_reason: text('why it does not'),
        plan_uid: Type.Optional(PLAN_UID),
      }),
    ),
  }),
  listPlanDevices: op({
    name: 'monitor.listPlanDevices',
    method: 'POST',
    path: '/bvcsp/v1/monitor/planPuList/:uid',
    idempotent: true,
    paged: true,
    params: PlanParams,
    body: Type.Object({ filter: Type.Optional(Type.Object({ puId: text('device ID') })), ...pages }),
    data: Type.Array(
      Type.Object({
        downloading: Type.Optional(Download),
        name: text(),
        notEnableReason: text('why nothing is fetched from it'),
        nowIsEnable: Type.Optional(Type.Boolean({ description: 'files can be fetched at this time' })),
        online: Type.Optional(Type.Boolean()),
        ...Searches,
      }),
    ),
  }),
  listDownloading: op({
    name: 'monitor.listDownloading',
    method: 'POST',
    path: '/bvcsp/v1/monitor/downloading',
    idempotent: true,
    paged: true,
    data: Type.Array(Download),
  }),
  listFiles: op({
    name: 'monitor.listFiles',
    method: 'POST',
    path: '/bvcsp/v1/monitor/puFileList',
    idempotent: true,
    paged: true,
    body: Type.Object({
      filter: Type.Optional(
        Type.Object({
          ChannelIndex: count({ description: 'channel' }),
          FileType: Type.Optional(oneOf(PlanFileType)),
          PuId: text('device ID'),
          downloadState: Type.Optional(oneOf(DownloadState)),
        }),
      ),
      ...pages,
    }),
    data: Type.Array(
      Type.Object({
        id: count({ description: 'file ID of this list' }),
        downloadState: Type.Optional(oneOf(DownloadState)),
        filePath: text('whole path on the device'),
        puId: text('device ID'),
        channel_index: count({ description: 'channel' }),
        file_type: Type.Optional(oneOf(PlanFileType)),
        file_size: count(BYTES),
        begin_time: count(SECONDS),
        end_time: count(SECONDS),
        insert_time: count({ ...SECONDS, description: 'found on the device' }),
        record_reason: text(),
        desc_1: text(),
        desc_2: text(),
        user_id: text(),
        downloadLevel: count({ minimum: 0, description: 'priority, 0 lowest' }),
        failDownloadCount: count({ minimum: 0, description: 'left alone above MAX_FAILED_DOWNLOADS' }),
        lastDownloadTime: count(SECONDS),
        downloading: Type.Optional(Progress),
      }),
    ),
  }),
  changeFile: op({
    name: 'monitor.changeFile',
    method: 'PUT',
    path: '/bvcsp/v1/monitor/file/:fileId',
    permission: Permission.storageService,
    params: FILE_PARAMS,
    body: Type.Object({
      downloadLevel: count({ minimum: 0, description: 'priority, 0 lowest' }),
      failDownloadCount: count({ minimum: 0, description: 'below 9: tried again; above 10: left alone' }),
    }),
  }),
  downloadAgain: op({
    name: 'monitor.downloadAgain',
    method: 'POST',
    path: '/bvcsp/v1/monitor/redownload/:fileId',
    permission: Permission.storageService,
    params: FILE_PARAMS,
  }),
  listDialogs: op({
    name: 'monitor.listDialogs',
    method: 'POST',
    path: '/bvcsp/v1/monitor/dialog',
    idempotent: true,
    paged: true,
    body: Type.Object({
      ...pages,
      filter: Type.Optional(
        Type.Object({ transportType: Type.Optional(oneOf(TransportType)), puId: text('device ID') }),
      ),
    }),
    data: Type.Array(
      Type.Object({
        dialogId: text(),
        peerConnectionId: count(),
        puId: text('device ID'),
        transportType: Type.Optional(oneOf(TransportType)),
        remoteFilename: text('file on the device'),
        localFilename: text('file on the platform'),
        FileTransSize: count({ ...BYTES, description: 'moved so far' }),
        FileTotalSize: count(BYTES),
        transBytesSpeed: count(RATE),
        createTime: count(SECONDS),
        reason: text(),
        Ext: text(),
      }),
    ),
    beside: Type.Object({
      transInfo: Type.Optional(
        Type.Object({
          download: Transfers,
          upload: Transfers,
          record: Type.Object(RATES),
          activeDownload: Transfers,
        }),
      ),
    }),
  }),
  closeDialog: op({
    name: 'monitor.closeDialog',
    method: 'POST',
    path: '/bvcsp/v1/monitor/dialog/close/:dialogId',
    destructive: true,
    permission: Permission.storageService,
    params: Type.Object({ dialogId: Type.String() }),
  }),
  deviceLog: op({
    name: 'recordLog.device',
    method: 'GET',
    path: '/bvcsp/v1/plan/recordLog/device/:puId/:channel',
    params: Type.Object({ puId: Type.String({ description: 'device ID' }), channel: Type.Integer({ minimum: 0 }) }),
    data: Type.Array(
      Type.Object({
        puId: Type.String({ description: 'device ID' }),
        channel: Type.Integer(),
        event: oneOf(RecordEvent),
        ...LOG_TIME,
      }),
    ),
  }),
  planLog: op({
    name: 'recordLog.plan',
    method: 'GET',
    path: '/bvcsp/v1/plan/recordLog/plan/:planId',
    params: Type.Object({ planId: Type.String({ description: 'recording plan' }) }),
    data: Type.Array(Type.Object({ planId: Type.String(), ...LOG_TIME })),
  }),
}

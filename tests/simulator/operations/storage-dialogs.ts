/** Sessions of the storage service: files that come by plan, and what it records now. */
import { TransportType } from '../../../shared/platform/monitor.ts'
import { RecordReason } from '../../../shared/platform/record-file.ts'
import { BYTES_PER_SECOND } from '../plans/downloads.ts'
import type { Running } from '../recordings/running.ts'
import type { World } from '../world.ts'
import { localPath } from './monitor-rows.ts'

type TransportTypeId = (typeof TransportType)[keyof typeof TransportType]

interface StorageDialog {
  dialogId: string
  peerConnectionId: number
  puId: string
  transportType: TransportTypeId
  remoteFilename: string
  localFilename: string
  FileTransSize: number
  FileTotalSize: number
  transBytesSpeed: number
  /** Epoch seconds. */
  createTime: number
  reason: string
  Ext: string
}

export function storageDialogs(world: World): StorageDialog[] {
  return [...transfersOf(world), ...recordingsOf(world)]
}

function transfersOf({ storagePlans: { downloads } }: World): StorageDialog[] {
  return [...downloads.transfers.values()].map((transfer) => ({
    dialogId: transfer.id,
    peerConnectionId: transfer.connection,
    puId: transfer.found.device.id,
    transportType: TransportType.download,
    remoteFilename: transfer.found.file.path,
    localFilename: localPath(transfer),
    FileTransSize: downloads.moved(transfer),
    FileTotalSize: transfer.found.size,
    transBytesSpeed: BYTES_PER_SECOND,
    createTime: Math.floor(transfer.startedMs / 1000),
    reason: '',
    Ext: '',
  }))
}

function recordingsOf(world: World): StorageDialog[] {
  const { recordings } = world
  const growing = recordings.platformFiles().filter(({ isGrowing }) => isGrowing)
  return platformRuns(world).map((run) => {
    const { device, channel, reason } = run.spec
    const file = growing.find(
      (entry) => entry.device === device && entry.channel === channel && entry.reason === reason,
    )
    const size = file ? recordings.sizeOf(file) : 0
    return {
      dialogId: idOf(run),
      peerConnectionId: device.number,
      puId: device.id,
      transportType: TransportType.record,
      remoteFilename: '',
      localFilename: file ? `/nru${file.path}` : '',
      FileTransSize: size,
      FileTotalSize: size,
      transBytesSpeed: file ? Math.round(size / Math.max(1, file.endS - file.beginS)) : 0,
      createTime: run.startedS,
      reason,
      Ext: '',
    }
  })
}

const platformRuns = ({ recordings }: World) => recordings.running().filter(({ spec }) => spec.store === 'platform')

const idOf = ({ spec, startedS }: Running) => `R${startedS}-${spec.device.number}-${spec.channel}-${spec.reason}`

/** False when there is none. */
export function closeStorageDialog(world: World, id: string): boolean {
  if (world.storagePlans.downloads.abort(id)) return true
  const run = platformRuns(world).find((entry) => idOf(entry) === id)
  if (!run) return false
  const { device, channel, reason } = run.spec
  if (reason === RecordReason.time) world.storagePlans.recorder.interrupted(device, channel)
  world.recordings.stop(run.spec)
  return true
}

/** Rates and sizes of one kind. */
export function totalsOf(dialogs: readonly StorageDialog[], type: TransportTypeId) {
  const own = dialogs.filter(({ transportType }) => transportType === type)
  const sum = (of: (dialog: StorageDialog) => number) => own.reduce((total, dialog) => total + of(dialog), 0)
  return {
    count: own.length,
    rates: sum((dialog) => dialog.transBytesSpeed),
    transSize: sum((dialog) => dialog.FileTransSize),
    totalSize: sum((dialog) => dialog.FileTotalSize),
  }
}

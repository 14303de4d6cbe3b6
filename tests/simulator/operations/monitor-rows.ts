/** Rows of the chapter "Platform storage status". */
import { DownloadState } from '../../../shared/platform/monitor.ts'
import type { Device } from '../fleet/build.ts'
import { BYTES_PER_SECOND, type Transfer } from '../plans/downloads.ts'
import type { FoundFile } from '../plans/found-files.ts'
import { whyNot } from '../plans/schedule.ts'
import { whyNotDevice, type DownloadPlan } from '../plans/plan.ts'
import type { World } from '../world.ts'

const seconds = (ms: number) => Math.floor(ms / 1000)

const NETWORKS: Readonly<Record<number, string>> = { 2: 'ethernet', 4: 'wifi', 8: 'cellular' }

/** The state of a file by its number. */
export function stateOf(world: World, found: FoundFile): (typeof DownloadState)[keyof typeof DownloadState] {
  if (world.storagePlans.downloads.transferOf(found)) return DownloadState.downloading
  return found.isDownloaded ? DownloadState.downloaded : DownloadState.notDownloaded
}

export function fileRow(world: World, found: FoundFile) {
  const { file, device } = found
  const { downloads } = world.storagePlans
  const transfer = downloads.transferOf(found)
  return {
    id: found.id,
    downloadState: stateOf(world, found),
    filePath: file.path,
    puId: device.id,
    channel_index: file.channel,
    file_type: typeOf(found),
    file_size: found.size,
    begin_time: file.beginS,
    end_time: file.endS,
    insert_time: found.foundS,
    record_reason: file.reason,
    desc_1: file.desc1,
    desc_2: file.desc2,
    user_id: file.userId ?? '',
    downloadLevel: found.level,
    failDownloadCount: found.failures,
    lastDownloadTime: found.lastTryS,
    ...(transfer
      ? {
          downloading: {
            localPath: localPath(transfer),
            transferSize: downloads.moved(transfer),
            transBytesSpeed: BYTES_PER_SECOND,
            dialogId: transfer.id,
            peerConnectionId: transfer.connection,
          },
        }
      : {}),
  }
}

/** Searches take these three only. */
export function typeOf({ file }: FoundFile): 'video' | 'audio' | 'image' {
  return file.type === 'audio' || file.type === 'image' ? file.type : 'video'
}

export function localPath({ found }: Transfer): string {
  return `/nru${found.file.path}`
}

export function downloadRow(world: World, transfer: Transfer) {
  const { found } = transfer
  const { device, file, size } = found
  const moved = world.storagePlans.downloads.moved(transfer)
  const nowS = seconds(world.now())
  return {
    beginTime: file.beginS,
    bootTime: seconds(device.changedAt - 45_000),
    endTime: file.endS,
    fileSize: size,
    lastGetPuFileTime: world.storagePlans.downloads.searches.of(device)?.newAtS ?? 0,
    lastGetStatusTime: nowS,
    onlineAddr: `10.${(device.hash >>> 16) & 255}.${(device.hash >>> 8) & 255}.${device.hash & 255}:5060`,
    onlineThrough: device.network,
    onlineThroughString: NETWORKS[device.network] ?? 'unknown',
    onlineTime: seconds(device.changedAt),
    proto: 'sip',
    puId: device.id,
    remotePath: file.path,
    status: Number(device.online),
    transferSize: moved,
    transferString: `${moved}/${size}, ${Math.floor((moved / size) * 100)} %`,
  }
}

export function planDeviceRow(world: World, plan: DownloadPlan, device: Device) {
  const { downloads } = world.storagePlans
  const transfer = [...downloads.transfers.values()].find(({ found }) => found.device === device)
  const reason = whyNot(plan, world.now()) ?? whyNotDevice(plan, device)
  return {
    ...(transfer ? { downloading: downloadRow(world, transfer) } : {}),
    name: device.name,
    notEnableReason: reason ?? '',
    nowIsEnable: reason === undefined,
    online: device.online,
    puId: device.id,
    ...searchRow(world, device),
  }
}

function searchRow(world: World, device: Device) {
  const { files, searches } = world.storagePlans.downloads
  const search = searches.of(device)
  if (!search) return {}
  const ends = files.of(device).map(({ file }) => file)
  const [first, last] = [ends[0], ends.at(-1)]
  return {
    ...(first && last ? { puFirstFileTime: first.beginS, puLastFileTime: last.beginS } : {}),
    puHistoryLastSearchTime: search.historyAtS,
    puHistoryPuFileSearchMsg: 'all files found',
    puLastSearchHistoryBeginTime: search.historyFromS,
    puLastSearchHistoryEndTime: search.historyToS,
    puLastSearchNewFileBeginTime: search.newFromS,
    puLastSearchNewFileEndTime: search.newToS,
    puNewFileLastSearchTime: search.newAtS,
    puNewPuFileSearchMsg: `${search.count} files known`,
  }
}

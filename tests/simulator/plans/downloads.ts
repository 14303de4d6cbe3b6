/**
 * Carries out download plans: one file at a time from each device, a few devices at once, by priority and then by age. How
 * far a transfer is follows from the time. One that breaks counts as failed and is tried again after a while.
 */
import { MAX_FAILED_DOWNLOADS } from '../../../shared/platform/monitor.ts'
import { RecordReason } from '../../../shared/platform/record-file.ts'
import type { Clock } from '../clock.ts'
import type { Device } from '../fleet/build.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { Recordings } from '../recordings/recordings.ts'
import { createFoundFiles, type FoundFile, type FoundFiles } from './found-files.ts'
import { whyNotDevice, type DownloadPlan } from './plan.ts'
import type { Plans } from './plans.ts'
import { nextChange, whyNot } from './schedule.ts'
import { createSearches, wants, type Searches } from './searches.ts'

/** Of each transfer. */
export const BYTES_PER_SECOND = 64 * 1024
const AT_ONCE = 4
/** Between two looks for new files on a device. */
const SEARCH_EVERY_MS = 60_000
/** After a failure. */
const RETRY_AFTER_S = 60

export interface Transfer {
  readonly id: string
  readonly connection: number
  readonly found: FoundFile
  /** Epoch ms. */
  readonly startedMs: number
  readonly cancel: () => void
}

export interface Downloads {
  readonly files: FoundFiles
  readonly searches: Searches
  readonly transfers: ReadonlyMap<string, Transfer>
  /** Bytes moved so far. */
  moved(transfer: Transfer): number
  transferOf(found: FoundFile): Transfer | undefined
  /** Breaks it: counts as failed. False when there is none. */
  abort(id: string): boolean
  /** To be called when a file's priority, failures or state were changed. */
  look(): void
}

export interface DownloadParts {
  readonly plans: Plans
  readonly fleet: Fleet
  readonly clock: Clock
  readonly recordings: Recordings
}

export function startDownloads({ plans, fleet, clock, recordings }: DownloadParts): Downloads {
  const files = createFoundFiles()
  const searches = createSearches(clock, recordings, files)
  const transfers = new Map<string, Transfer>()
  let serial = 0
  let cancelLook = (): unknown => undefined
  const nowS = () => Math.floor(clock.now() / 1000)

  function begin(found: FoundFile): void {
    const id = `T${String(++serial).padStart(6, '0')}`
    const durationMs = (found.size / BYTES_PER_SECOND) * 1000
    found.lastTryS = nowS()
    const cancel = clock.after(durationMs, () => finish(id))
    transfers.set(id, { id, connection: serial, found, startedMs: clock.now(), cancel })
  }

  function finish(id: string): void {
    const transfer = transfers.get(id)
    if (!transfer) return
    transfers.delete(id)
    const { found } = transfer
    const { device, file } = found
    // Deleted on the device meanwhile.
    if (!recordings.deviceFile(device, file.fileId)) found.failures++
    else {
      found.isDownloaded = true
      recordings.takeOver(file, RecordReason.download)
    }
    look()
  }

  function stop(transfer: Transfer, failed: boolean): void {
    transfers.delete(transfer.id)
    transfer.cancel()
    if (failed) transfer.found.failures++
  }

  function stopUnwanted(wishes: ReadonlyMap<Device, DownloadPlan[]>): void {
    for (const transfer of transfers.values()) {
      const { device, file } = transfer.found
      if (!device.online) stop(transfer, true)
      else if (!wishes.get(device)?.some((plan) => wants(plan, file))) stop(transfer, false)
    }
  }

  function look(): void {
    const wishes = devicesAt(plans, clock.now())
    stopUnwanted(wishes)
    const busy = new Set([...transfers.values()].map(({ found }) => found.device))
    const waiting = [...wishes].flatMap(([device, by]) => {
      searchNow(device)
      const next = busy.has(device) ? undefined : nextOf(device, by)
      return next ? [next] : []
    })
    for (const found of waiting.toSorted(byPriority).slice(0, AT_ONCE - transfers.size)) begin(found)
    cancelLook()
    const nextMs = Math.min(...edges(wishes.size > 0))
    cancelLook = Number.isFinite(nextMs) ? clock.at(nextMs, look) : () => undefined
  }

  function searchNow(device: Device): void {
    const last = searches.of(device)
    if (!last || clock.now() - last.newAtS * 1000 >= SEARCH_EVERY_MS) searches.search(device)
  }

  function nextOf(device: Device, by: readonly DownloadPlan[]): FoundFile | undefined {
    return files
      .of(device)
      .filter(({ isDownloaded, failures, lastTryS, file }) => {
        const mayTry = failures === 0 || (failures <= MAX_FAILED_DOWNLOADS && nowS() - lastTryS >= RETRY_AFTER_S)
        return !isDownloaded && mayTry && by.some((plan) => wants(plan, file))
      })
      .toSorted(byPriority)[0]
  }

  function edges(isAtWork: boolean): number[] {
    const changes = [...plans.download.values()].flatMap((plan) => nextChange(plan, clock.now()) ?? [])
    return isAtWork ? [...changes, clock.now() + SEARCH_EVERY_MS] : changes
  }

  fleet.onChanged((device) => {
    if ([...plans.download.values()].some((plan) => plan.devices.has(device))) look()
  })
  plans.onChanged(look)
  look()
  return {
    files,
    searches,
    transfers,
    moved: ({ found, startedMs }) =>
      Math.min(found.size, Math.floor(((clock.now() - startedMs) / 1000) * BYTES_PER_SECOND)),
    transferOf: (found) => [...transfers.values()].find((transfer) => transfer.found === found),
    abort(id) {
      const transfer = transfers.get(id)
      if (!transfer) return false
      stop(transfer, true)
      look()
      return true
    },
    look,
  }
}

function byPriority(a: FoundFile, b: FoundFile): number {
  return b.level - a.level || a.file.beginS - b.file.beginS || a.id - b.id
}

/** Devices that plans at work may fetch from now. */
function devicesAt(plans: Plans, nowMs: number): Map<Device, DownloadPlan[]> {
  const wishes = new Map<Device, DownloadPlan[]>()
  for (const plan of plans.download.values()) {
    if (whyNot(plan, nowMs)) continue
    for (const device of plan.devices.keys()) {
      if (whyNotDevice(plan, device)) continue
      const before = wishes.get(device)
      if (before) before.push(plan)
      else wishes.set(device, [plan])
    }
  }
  return wishes
}

/** Looks for files on the devices of download plans: all there are at the first time, then those that came since. */
import { FileType } from '../../../shared/platform/record-file.ts'
import type { Clock } from '../clock.ts'
import type { Device } from '../fleet/build.ts'
import type { Recordings } from '../recordings/recordings.ts'
import type { StoredFile } from '../recordings/stored-file.ts'
import type { FoundFiles } from './found-files.ts'
import type { DownloadPlan } from './plan.ts'

/** What is known of one device. Epoch seconds. */
export interface Search {
  readonly historyAtS: number
  readonly historyFromS: number
  readonly historyToS: number
  newAtS: number
  newFromS: number
  newToS: number
  count: number
}

export interface Searches {
  of(device: Device): Search | undefined
  /** The device has to be on-line. */
  search(device: Device): void
}

const DOWNLOADED: ReadonlySet<string> = new Set([FileType.video, FileType.audio, FileType.image])

export function createSearches(clock: Clock, recordings: Recordings, found: FoundFiles): Searches {
  const searches = new Map<Device, Search>()

  function addAll(device: Device, files: readonly StoredFile[], nowS: number): void {
    const stored = new Set(recordings.platformFiles().map((file) => file.path))
    for (const file of files) found.add(device, file, recordings.sizeOf(file), nowS, stored.has(file.path))
  }

  return {
    of: (device) => searches.get(device),
    search(device) {
      const nowS = Math.floor(clock.now() / 1000)
      const known = searches.get(device)
      const fromS = known?.newToS ?? 0
      const files = recordings
        .deviceFiles(device)
        .filter(({ type, isGrowing, endS }) => DOWNLOADED.has(type) && !isGrowing && endS >= fromS)
      addAll(device, files, nowS)
      const count = found.of(device).length
      if (known) Object.assign(known, { newAtS: nowS, newFromS: fromS, newToS: nowS, count })
      else
        searches.set(device, {
          historyAtS: nowS,
          historyFromS: files[0]?.beginS ?? nowS,
          historyToS: nowS,
          newAtS: nowS,
          newFromS: nowS,
          newToS: nowS,
          count,
        })
    },
  }
}

/** Whether a plan wants a file. */
export function wants({ types, fileTsMin = 0, fileTsMax = Infinity }: DownloadPlan, file: StoredFile): boolean {
  const isOfType = types.length === 0 || types.some((type) => type === file.type)
  return isOfType && file.beginS >= fileTsMin && file.endS <= fileTsMax
}

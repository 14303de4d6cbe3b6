/** Files that download plans have found on devices, and how far the platform is with each. */
import type { Device } from '../fleet/build.ts'
import type { StoredFile } from '../recordings/stored-file.ts'

export interface FoundFile {
  /** Of this list, whole numbers from 1. */
  readonly id: number
  readonly device: Device
  readonly file: StoredFile
  readonly size: number
  /** Epoch seconds. */
  readonly foundS: number
  isDownloaded: boolean
  /** Priority, 0 lowest. */
  level: number
  failures: number
  /** Of the last try; epoch seconds, 0 for never. */
  lastTryS: number
}

export interface FoundFiles {
  readonly byId: ReadonlyMap<number, FoundFile>
  of(device: Device): readonly FoundFile[]
  /** The same entry when it is known already. */
  add(device: Device, file: StoredFile, size: number, foundS: number, isDownloaded: boolean): FoundFile
  /** The device is gone. */
  forget(device: Device): void
}

export function createFoundFiles(): FoundFiles {
  const byId = new Map<number, FoundFile>()
  const byDevice = new Map<Device, Map<string, FoundFile>>()
  let lastId = 0
  return {
    byId,
    of: (device) => [...(byDevice.get(device)?.values() ?? [])],
    add(device, file, size, foundS, isDownloaded) {
      const files = byDevice.get(device) ?? new Map<string, FoundFile>()
      byDevice.set(device, files)
      const known = files.get(file.fileId)
      if (known) return known
      const id = ++lastId
      const found = { id, device, file, size, foundS, isDownloaded, level: 0, failures: 0, lastTryS: 0 }
      files.set(file.fileId, found)
      byId.set(id, found)
      return found
    },
    forget(device) {
      for (const { id } of byDevice.get(device)?.values() ?? []) byId.delete(id)
      byDevice.delete(device)
    },
  }
}

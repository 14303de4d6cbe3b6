/** The storage media of a device, as they were put in. */
import { StorageMedium } from '../../../shared/platform/device-storage.ts'
import type { DataOf } from '../../../shared/platform/define.ts'
import type { operations } from '../../../shared/platform/index.ts'
import { isVehicle, isWorn } from '../configuration/traits.ts'
import type { Device } from '../fleet/build.ts'

export type StorageRow = DataOf<typeof operations.deviceStorage.storages>[number]

export interface Medium {
  readonly id: number
  readonly type: StorageRow['storageMediaType']
  readonly partition: string
  readonly fileSystem: string
  readonly totalMb: number
}

/** The first one is what is recorded on. */
export function mediaOf(device: Device): readonly Medium[] {
  return Array.from({ length: device.kind.hardware.storage ?? 0 }, (_, id) =>
    isVehicle(device) && id === 0 ? hardDisk(id) : card(id, isWorn(device) ? 64 * 1024 : 128 * 1024),
  )
}

function hardDisk(id: number): Medium {
  return { id, type: StorageMedium['hard disk'], partition: '/mnt/hdd0p1', fileSystem: 'ext4', totalMb: 953_869 }
}

function card(id: number, totalMb: number): Medium {
  return { id, type: StorageMedium['SD card'], partition: `/mnt/sd${id}p1`, fileSystem: 'exfat', totalMb }
}

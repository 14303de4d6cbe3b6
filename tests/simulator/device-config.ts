/**
 * What is configured on devices: one document by device, name and channel. A document is made when it is first asked for,
 * always the same for the same device. It lives as long as its device: one that is removed and added again starts anew.
 */
import type { Device } from './fleet/build.ts'
import { createRandom, hashText, type Random } from './random.ts'

/** Gives the document as the device left its factory. `random` is the same for the same device, name and index. */
export type MakeDocument<T> = (random: Random) => T

export interface DeviceConfig {
  /** `index`: channel number, 0 for what is the device's. Each name has one type of document. */
  get<T extends object>(device: Device, name: string, index: number, make: MakeDocument<T>): Readonly<T>
  /** Replaces the document as a whole. */
  set(device: Device, name: string, index: number, document: object): void
}

export function createDeviceConfig(): DeviceConfig {
  const stored = new WeakMap<Device, Map<string, object>>()
  function documentsOf(device: Device): Map<string, object> {
    const known = stored.get(device)
    if (known) return known
    const documents = new Map<string, object>()
    stored.set(device, documents)
    return documents
  }
  return {
    get<T extends object>(device: Device, name: string, index: number, make: MakeDocument<T>): Readonly<T> {
      const documents = documentsOf(device)
      const key = `${name}/${index}`
      const known = documents.get(key)
      if (known) return known as T
      const made = make(createRandom(hashText(`${device.id}/${key}`)))
      documents.set(key, made)
      return made
    },
    set: (device, name, index, document) => void documentsOf(device).set(`${name}/${index}`, document),
  }
}

/** A device that an administrator entered: known by its papers, not seen yet. */
import { createRandom, hashText } from '../random.ts'
import { cityOf } from '../streets/city.ts'
import { localOffsetMs } from '../streets/duty.ts'
import type { Device } from './build.ts'
import { filedUnder, type DeviceClass } from './class-list.ts'
import { KINDS, type Channel, type Hardware, type Kind } from './kinds.ts'
import { drawHabits, Movement } from './movement.ts'
import { newPositioning } from './positioning.ts'

export interface GivenDevice {
  readonly id: string
  readonly gid: string
  readonly name: string | undefined
  readonly manufacturer: string | undefined
  readonly product: string | undefined
  readonly softwareVersion: string | undefined
  readonly hardwareVersion: string | undefined
  readonly class: DeviceClass | undefined
  readonly gps: { readonly lng: number; readonly lat: number } | undefined
  readonly hardware: Partial<Hardware>
}

/** Off-line, of the kind of its class (a body camera when that says nothing), in the city of `seed`. `nowMs`: epoch ms. */
export function addedDevice(given: GivenDevice, number: number, seed: number, nowMs: number): Device {
  const hash = hashText(given.id)
  const base = KINDS.find((kind) => kind.classId === given.class?.id) ?? (KINDS[0] as Kind)
  const kind: Kind = {
    ...filedUnder(base, given.class),
    manufacturer: given.manufacturer ?? base.manufacturer,
    product: given.product ?? base.product,
    hardware: { ...base.hardware, ...given.hardware },
    terminal: false,
  }
  const habits = drawHabits(createRandom(hash), { east: 0, north: 0 }, kind, number)
  return {
    number,
    id: given.id,
    gid: given.gid,
    name: given.name ?? given.id,
    kind,
    channels: channelsOf(kind, given.hardware.videoIn),
    movement: new Movement(() => cityOf(seed), { kind, hash, habits }, localOffsetMs(nowMs)),
    hash,
    softwareVersion: given.softwareVersion ?? '',
    hardwareVersion: given.hardwareVersion ?? '',
    network: kind.speed[1] === 0 ? 2 : 8,
    person: undefined,
    positioning: newPositioning(),
    setPlace: given.gps && { lng: given.gps.lng, lat: given.gps.lat, timeMs: nowMs },
    online: false,
    wasSeen: false,
    changedAt: nowMs,
    bootedAt: nowMs,
  }
}

/** As many as it has video inputs; those the kind does not have are plain cameras. */
function channelsOf(kind: Kind, videoIn: number | undefined): readonly Channel[] {
  if (videoIn === undefined) return kind.channels
  return Array.from({ length: Math.min(videoIn, 64) }, (_, index) => {
    return kind.channels[index] ?? { index, mediaDir: 10, ptz: -1, name: `Camera ${index + 1}` }
  })
}

/** Presets and routes as a device keeps them, and as it left the factory. */
import type { DataOf } from '../../../shared/platform/define.ts'
import type { operations } from '../../../shared/platform/index.ts'
import { isFixed } from '../configuration/traits.ts'
import type { DeviceConfig } from '../device-config.ts'
import type { Device } from '../fleet/build.ts'
import type { Random } from '../random.ts'
import type { View } from './camera.ts'

export interface Preset {
  readonly id: number
  readonly name: string
  readonly view: View
}

export type Route = DataOf<typeof operations.ptz.cruises>[number]

export const MOST_ROUTES = 8
export const MOST_POINTS = 32

const FIXED_NAMES = ['大门 / Gate', '停车场 / Car park', '路口 / Crossing', '码头 / Quay']
const ROOF_NAMES = ['前方 / Ahead', '后方 / Behind']

export const HOME: View = { pan: 0, tilt: 0, zoom: 1, focus: 50, iris: 50 }

function factoryPresets(device: Device, random: Random): Preset[] {
  const names = isFixed(device) ? FIXED_NAMES : ROOF_NAMES
  return names.map((name, place) => ({
    id: place + 1,
    name,
    view: {
      ...HOME,
      pan: isFixed(device) ? random.between(place * 80, place * 80 + 60) : place * 180,
      tilt: -random.between(0, 30),
      zoom: random.between(1, 8),
    },
  }))
}

function factoryRoutes(device: Device): Route[] {
  if (!isFixed(device)) return []
  const points = [1, 2, 3, 4].map((id) => ({ id, hSpeed: 40, vSpeed: 40, duration: 10 }))
  return [{ id: 0, name: '日常巡视 / Round', points }]
}

export function presetsOf(config: DeviceConfig, device: Device, index: number): readonly Preset[] {
  return config.get(device, 'presets', index, (random) => ({ presets: factoryPresets(device, random) })).presets
}

export function keepPresets(config: DeviceConfig, device: Device, index: number, presets: readonly Preset[]): void {
  config.set(device, 'presets', index, { presets: presets.toSorted((one, other) => one.id - other.id) })
}

export function routesOf(config: DeviceConfig, device: Device, index: number): readonly Route[] {
  return config.get(device, 'cruises', index, () => ({ routes: factoryRoutes(device) })).routes
}

export function keepRoutes(config: DeviceConfig, device: Device, index: number, routes: readonly Route[]): void {
  config.set(device, 'cruises', index, { routes: routes.toSorted((one, other) => one.id - other.id) })
}

/** Kinds of devices as small numbers, for typed arrays. */
import type { DeviceKind } from '../fleet/device-kind.ts'

export const UNIT_KINDS: readonly DeviceKind[] = [
  'other',
  'body',
  'vehicle',
  'helmet',
  'handheld',
  'ptz',
  'drone',
  'fixed',
]

export function kindNumber(kind: DeviceKind): number {
  return Math.max(0, UNIT_KINDS.indexOf(kind))
}

/** What of a device's kind its configuration goes by. */
import type { Device } from '../fleet/build.ts'

export const isFixed = (device: Device): boolean => device.kind.speed[1] === 0

/** Faster than a person. */
export const isVehicle = (device: Device): boolean => device.kind.speed[1] > 3

/** Records for whom it is worn by, not by a plan of its own. */
export const isWorn = (device: Device): boolean => !isFixed(device) && !isVehicle(device)

import type { NETWORK_KINDS } from '../../../shared/contract/fleet.ts'

/**
 * How a device is connected, by the number its status has. The documentation ("Get device online status") counts 1, 2, 3, 4 in
 * its text and 1, 2, 4, 8 in its enumeration: 4 is the mobile network in one and Wi-Fi in the other, and is said to be either.
 */
export function networkKindOf(value: number | undefined): (typeof NETWORK_KINDS)[number] | undefined {
  switch (value) {
    case 1:
      return 'unknown'
    case 2:
      return 'ethernet'
    case 3:
      return 'wifi'
    case 4:
      return 'wifiOrCellular'
    case 8:
      return 'cellular'
    default:
      return undefined
  }
}

/** Which of this machine's networks leads to the platform: a laptop in its office and at home is in two. */
import { isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'

type Interfaces = Readonly<Record<string, readonly { readonly address: string; readonly netmask: string }[] | undefined>>

/**
 * The net of an own address, as `10.1.2.0/24` is written but by its masked bytes alone (`10.1.2.0`); the address itself where
 * no interface has it (a tunnel that went meanwhile). Says nothing that the machine's own settings do not.
 */
export function networkName(localAddress: string, interfaces: Interfaces = networkInterfaces()): string {
  const address = localAddress.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  const all = Object.values(interfaces).flatMap((list) => list ?? [])
  const own = all.find((one) => one.address === address)
  if (!own) return address
  // The left half of an IPv6 address is its net; what is right of it changes by itself.
  if (isIPv6(address)) return groups(address).slice(0, 4).join(':')
  const mask = own.netmask.split('.').map(Number)
  return address
    .split('.')
    .map((byte, at) => Number(byte) & (mask[at] ?? 255))
    .join('.')
}

/** Eight groups, without the shortening by `::`. */
function groups(address: string): string[] {
  const [left = '', right] = address.split('::')
  const [head, tail] = [left, right ?? ''].map((part) => (part === '' ? [] : part.split(':')))
  if (right === undefined || !head || !tail) return left.split(':')
  return [...head, ...new Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0'), ...tail]
}

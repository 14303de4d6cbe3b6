/** Refusals of what the schemas cannot say. */
import { isIPv4 } from 'node:net'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { Refusal } from '../http/refusal.ts'

/** Code 4 with this reason, unless it holds. */
export function need(holds: boolean, reason: string): void {
  if (!holds) throw new Refusal(PlatformCode.badParameter, reason)
}

/** Code 8 with this reason, unless it holds. */
export function needFeature(holds: boolean, reason: string): void {
  if (!holds) throw new Refusal(PlatformCode.unsupported, reason)
}

/** Code 4, unless `index` is a place in `list`. */
export function needPlace(index: number, list: readonly unknown[], name: string): void {
  need(index < list.length, `${name}: ${index} is not in the list of ${list.length}`)
}

/** Code 4, unless the text is an IPv4 address, or there is none. */
export function needAddress(text: string | undefined, name: string): void {
  need(text === undefined || text === '' || isIPv4(text), `${name}: no IPv4 address`)
}

/** Of a dotted address. */
export function addressNumber(address: string): number {
  return address.split('.').reduce((number, part) => number * 256 + Number(part), 0)
}

/** A mask is ones, then zeros. */
export function isNetMask(text: string): boolean {
  return isIPv4(text) && /^1*0*$/.test(addressNumber(text).toString(2).padStart(32, '0'))
}

export function isSameNet(one: string, other: string, mask: string): boolean {
  const block = 2 ** 32 - addressNumber(mask)
  return Math.floor(addressNumber(one) / block) === Math.floor(addressNumber(other) / block)
}

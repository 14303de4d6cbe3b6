/** IDs of GB28181: region 8 digits, trade 2, type 3, network 1, serial 6. */

const REGION = '32020000'
const TRADE = '00'
const NETWORK = '0'

/** Digits 11 to 13. */
export const GbType = {
  dvr: '111',
  nvr: '118',
  cameraInput: '131',
  networkCamera: '132',
  platform: '200',
  group: '216',
} as const

/** `serial` up to six digits. */
export function gbId(type: (typeof GbType)[keyof typeof GbType], serial: number, region = REGION): string {
  return `${region}${TRADE}${type}${NETWORK}${String(serial).padStart(6, '0')}`
}

/** The same ID with another type and its serial moved on, as channels of a device are numbered. */
export function relatedGbId(id: string, type: (typeof GbType)[keyof typeof GbType], offset: number): string {
  const serial = (Number(id.slice(14)) + offset) % 1_000_000
  return `${id.slice(0, 10)}${type}${id.slice(13, 14)}${String(serial).padStart(6, '0')}`
}

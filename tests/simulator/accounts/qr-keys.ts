/** Keys of QR codes with which a device logs in as a user. Documentation: "Get device login QR code". */
import { randomBytes } from 'node:crypto'

export interface QrKey {
  readonly key: string
  readonly accountId: string
  /** Empty for any device. */
  readonly deviceId: string
  /** Epoch seconds. */
  readonly fromS: number
  readonly untilS: number
}

export interface QrKeys {
  issue(given: Omit<QrKey, 'key'>): QrKey
  /** The account that a device with this key may log in as at this time, or undefined. */
  accountFor(key: string, deviceId: string, nowS: number): string | undefined
}

export function createQrKeys(): QrKeys {
  const keys = new Map<string, QrKey>()
  return {
    issue(given) {
      const issued = { ...given, key: randomBytes(32).toString('hex') }
      keys.set(issued.key, issued)
      return issued
    },
    accountFor(key, deviceId, nowS) {
      const found = keys.get(key)
      if (!found || nowS < found.fromS || nowS >= found.untilS) return undefined
      return found.deviceId === '' || found.deviceId === deviceId ? found.accountId : undefined
    },
  }
}

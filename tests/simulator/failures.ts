/** What is to go wrong later, in work that was accepted: an upgrade, a formatting. */
export interface Failures {
  /** The next `operation` on that device is accepted and fails while it is done. */
  failNext(operation: string, deviceId: string): void
  /** Whether the one that starts now is to fail; asked once. */
  take(operation: string, deviceId: string): boolean
}

export function createFailures(): Failures {
  const armed = new Set<string>()
  const keyOf = (operation: string, deviceId: string) => `${operation} ${deviceId}`
  return {
    failNext: (operation, deviceId) => void armed.add(keyOf(operation, deviceId)),
    take: (operation, deviceId) => armed.delete(keyOf(operation, deviceId)),
  }
}

/** Counts what goes by, and how much of it lately. */
export interface Meter {
  readonly packets: number
  readonly bytes: number
  add(bytes: number): void
  /** Bytes of the last full second. */
  rate(): number
}

/** `now`: ms, monotonic. */
export function createMeter(now: () => number = () => performance.now()): Meter {
  let packets = 0
  let bytes = 0
  let second = Math.floor(now() / 1000)
  let current = 0
  let last = 0
  function turn(): void {
    const reached = Math.floor(now() / 1000)
    if (reached === second) return
    last = reached === second + 1 ? current : 0
    current = 0
    second = reached
  }
  return {
    get packets() {
      return packets
    },
    get bytes() {
      return bytes
    },
    add(size) {
      turn()
      packets++
      bytes += size
      current += size
    },
    rate() {
      turn()
      return last
    },
  }
}

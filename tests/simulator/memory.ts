/** What the platform saw: every request, and apart from them those that do not fit the contract. */

export interface SeenRequest {
  /** Epoch ms at arrival. */
  readonly time: number
  readonly operation: string
  /** Who was logged in. */
  readonly account: string | undefined
  readonly params: Readonly<Record<string, string>>
  readonly body: unknown
  /** `code` of the answer; -1 when the connection was broken off. */
  readonly code: number
  readonly durationMs: number
}

export interface Violation {
  readonly time: number
  readonly method: string
  readonly path: string
  readonly reason: string
}

/** Older ones are forgotten beyond this; the counts go on. */
const LIMIT = 5000

export interface Memory {
  readonly requests: readonly SeenRequest[]
  readonly violations: readonly Violation[]
  /** Requests so far by operation. */
  readonly counts: Readonly<Record<string, number>>
  request(entry: SeenRequest): void
  violation(entry: Violation): void
  forget(): void
}

export function createMemory(): Memory {
  const requests: SeenRequest[] = []
  const violations: Violation[] = []
  let counts: Record<string, number> = {}
  return {
    requests,
    violations,
    get counts() {
      return counts
    },
    request(entry) {
      counts[entry.operation] = (counts[entry.operation] ?? 0) + 1
      if (requests.push(entry) > LIMIT) requests.splice(0, requests.length - LIMIT)
    },
    violation(entry) {
      if (violations.push(entry) > LIMIT) violations.splice(0, violations.length - LIMIT)
    },
    forget() {
      requests.length = 0
      violations.length = 0
      counts = {}
    },
  }
}

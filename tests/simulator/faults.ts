/** What is to go wrong, and for how often. Each fault names an operation, or `*` for all of them. */

export interface FaultSpec {
  /** Name of the operation, as in the platform contract, or `*`. */
  readonly operation: string
  /** How many calls it hits; without it until cleared. */
  readonly times?: number
}

export interface RefuseSpec extends FaultSpec {
  /** `code` of the answer. */
  readonly code: number
  readonly msg?: string
  /** HTTP status instead of 200: the answer is then no JSON, as from a proxy in between. */
  readonly status?: number
}

export interface DelaySpec extends FaultSpec {
  readonly ms: number
}

export interface DropSpec extends FaultSpec {
  /** The platform does what was asked and only its answer is lost; without it nothing happens. */
  readonly after?: boolean
}

type Armed = { left: number } & (
  ({ kind: 'refuse' } & RefuseSpec) | ({ kind: 'delay' } & DelaySpec) | ({ kind: 'drop' } & DropSpec)
)

export interface Hit {
  readonly refuse: RefuseSpec | undefined
  readonly delayMs: number
  readonly drop: DropSpec | undefined
}

export interface Faults {
  refuse(spec: RefuseSpec): void
  delay(spec: DelaySpec): void
  /** The connection breaks without an answer. */
  drop(spec: DropSpec): void
  /** All, or those of one operation. */
  clear(operation?: string): void
  /** How many of an operation wait for a call. */
  armed(operation: string): number
  /** Takes what applies to this call and counts it. */
  hit(operation: string): Hit
}

export function createFaults(): Faults {
  let armed: Armed[] = []
  const left = (spec: FaultSpec) => spec.times ?? Number.POSITIVE_INFINITY
  function take<K extends Armed['kind']>(operation: string, kind: K): Extract<Armed, { kind: K }> | undefined {
    const found = armed.find(
      (entry) => entry.kind === kind && (entry.operation === operation || entry.operation === '*'),
    )
    if (!found) return undefined
    found.left--
    if (found.left <= 0) armed = armed.filter((entry) => entry !== found)
    return found as Extract<Armed, { kind: K }>
  }
  return {
    refuse: (spec) => void armed.push({ kind: 'refuse', left: left(spec), ...spec }),
    delay: (spec) => void armed.push({ kind: 'delay', left: left(spec), ...spec }),
    drop: (spec) => void armed.push({ kind: 'drop', left: left(spec), ...spec }),
    clear(operation) {
      armed = operation === undefined ? [] : armed.filter((entry) => entry.operation !== operation)
    },
    armed: (operation) => armed.filter((entry) => entry.operation === operation).length,
    hit: (operation) => ({
      delayMs: take(operation, 'delay')?.ms ?? 0,
      drop: take(operation, 'drop'),
      refuse: take(operation, 'refuse'),
    }),
  }
}

/** Who changed what on the platform and with which result. Documentation: "Operation log". */
import type { OperateKindId, OperatorTypeId, TargetTypeId } from '../../../shared/platform/log.ts'

export interface Operated {
  readonly operate: OperateKindId
  readonly targetType: TargetTypeId
  readonly targetId: string
  readonly content: string
  readonly operatorType: OperatorTypeId
  readonly operatorId: string
  /** Epoch ms. */
  readonly timeMs: number
  readonly ip: string
  /** A `PlatformCode`. */
  readonly result: number
  readonly message: string
}

export interface OperationLog {
  note(entry: Operated): void
  /** Oldest first, with their numbers. */
  list(): readonly (Operated & { readonly id: number })[]
}

/** `past`: what was done before the simulator started, oldest first; asked for once. */
export function createOperationLog(past: () => readonly Operated[]): OperationLog {
  const noted: Operated[] = []
  let laidDown: readonly Operated[] | undefined
  return {
    note: (entry) => void noted.push(entry),
    list: () => [...(laidDown ??= past()), ...noted].map((entry, index) => ({ ...entry, id: index + 1 })),
  }
}

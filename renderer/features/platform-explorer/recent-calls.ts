/** The calls made last, as they are kept: with their input but without secrets, and without their answers. */
import { operationsByName } from '../../../shared/platform/index.ts'
import { isRecord } from '../../../shared/record.ts'
import type { ExplorerInput } from './request.ts'
import { withoutSecrets } from './secrets.ts'

export interface RecentCall {
  readonly operation: string
  /** Epoch ms. */
  readonly at: number
  readonly durationMs: number
  /** 0, the platform's code, or the name of another failure. */
  readonly outcome: number | string
  /** Undefined where it was too large to keep. */
  readonly input?: ExplorerInput
}

export const MAX_RECENT = 50
/** Fifty of them fit into one value of the settings. */
const MAX_INPUT_CHARACTERS = 4000

export function recentCall(call: Required<RecentCall>): RecentCall {
  const { input, ...rest } = call
  const kept = withoutSecrets(input)
  return JSON.stringify(kept).length > MAX_INPUT_CHARACTERS ? rest : { ...rest, input: kept }
}

/** The newest first. */
export function withCall(calls: readonly RecentCall[], call: RecentCall): readonly RecentCall[] {
  return [call, ...calls].slice(0, MAX_RECENT)
}

/** Reads what was kept. A file can be edited by hand: what does not fit is left out. */
export function parseRecent(value: unknown): readonly RecentCall[] {
  if (!Array.isArray(value)) return []
  return value.slice(0, MAX_RECENT).flatMap((entry: unknown) => parseCall(entry) ?? [])
}

function parseCall(value: unknown): RecentCall | undefined {
  if (!isRecord(value)) return undefined
  const { operation, at, durationMs, outcome, input } = value
  if (typeof operation !== 'string' || !operationsByName.has(operation)) return undefined
  if (!isTime(at) || !isTime(durationMs)) return undefined
  if (typeof outcome !== 'number' && typeof outcome !== 'string') return undefined
  const call = { operation, at, durationMs, outcome }
  return isRecord(input) ? { ...call, input: withoutSecrets(input) as ExplorerInput } : call
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}

/**
 * One fence while it is edited. `base` is what it was when editing began: before it is saved the platform is asked whether it
 * still is, since there is no subscription that tells of changes by others.
 */
import type { Fence, FencePlan } from './fence.ts'

export interface FenceDraft {
  /** Undefined for a new one. */
  readonly base: Fence | undefined
  readonly plan: FencePlan
  /** Devices that are attached to a new one when it is made. */
  readonly units: readonly string[]
}

export const EMPTY_PLAN: FencePlan = {
  name: '',
  description: '',
  enabled: true,
  rule: 'leaving',
  area: undefined,
  times: [],
}

export function draftOf(base: Fence): FenceDraft {
  return { base, plan: planOf(base), units: [] }
}

/** A new one like it; `name` must not be taken. */
export function copyOf(fence: Fence, name: string): FenceDraft {
  return { base: undefined, plan: { ...planOf(fence), name }, units: [] }
}

export function isChanged({ base, plan }: FenceDraft): boolean {
  return !isSamePlan(plan, base ? planOf(base) : EMPTY_PLAN)
}

/** Parts of the plan that differ, in the order of the form. */
export function differences(one: FencePlan, other: FencePlan): (keyof FencePlan)[] {
  return (Object.keys(EMPTY_PLAN) as (keyof FencePlan)[]).filter((part) => !isSame(one[part], other[part]))
}

function isSamePlan(one: FencePlan, other: FencePlan): boolean {
  return differences(one, other).length === 0
}

/** Values of plans are small and plain. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function planOf({ name, description, enabled, rule, area, times }: Fence): FencePlan {
  return { name, description, enabled, rule, area, times }
}

/** What is left when parts that both changed are taken from `mine`, and all others from `theirs`. */
export function merged(base: FencePlan, mine: FencePlan, theirs: FencePlan): FencePlan {
  const changed = Object.fromEntries(differences(base, mine).map((part) => [part, mine[part]]))
  return { ...theirs, ...changed }
}

/** The fences of the platform. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { FenceAction, FenceShape, FenceStatus } from '../../../shared/platform/fence.ts'
import { Refusal } from '../http/refusal.ts'
import { beginOf, endOf, type Fence, type FenceForm, type FencePlan } from './fence.ts'

export class Fences {
  readonly #fences = new Map<string, Fence>()
  readonly #now: () => number
  #lastNumber = 0

  constructor(now: () => number) {
    this.#now = now
  }

  get all(): readonly Fence[] {
    return [...this.#fences.values()]
  }

  /** Unknown: 2. */
  get(id: string): Fence {
    const fence = this.#fences.get(id)
    if (!fence) throw new Refusal(PlatformCode.notFound, 'no such fence')
    return fence
  }

  /** A name that is taken: 3, a shape that is none: 4. */
  create(form: FenceForm, creator: string, createdAtMs = this.#now()): Fence {
    const plan: FencePlan = {
      status: FenceStatus.enabled,
      actionType: FenceAction.leaving,
      fenceType: FenceShape.circle,
      coords: [],
      alarmTimes: [],
      ...form,
    }
    this.#require(plan)
    const id = String(++this.#lastNumber).padStart(6, '0')
    const fence = { id, creator, createdAtMs, plan, deviceIds: new Set<string>() }
    this.#fences.set(id, fence)
    return fence
  }

  /** What is left out stays. */
  change(fence: Fence, form: Partial<FenceForm>): void {
    const plan = { ...fence.plan, ...form }
    this.#require(plan, fence)
    fence.plan = plan
  }

  remove(fence: Fence): void {
    this.#fences.delete(fence.id)
  }

  forgetDevice(id: string): void {
    for (const { deviceIds } of this.#fences.values()) deviceIds.delete(id)
  }

  #require({ name, fenceType, coords, radius, alarmTimes }: FencePlan, except?: Fence): void {
    if (name.trim() === '') throw new Refusal(PlatformCode.badParameter, 'the name is empty')
    if (this.all.some((fence) => fence !== except && fence.plan.name === name))
      throw new Refusal(PlatformCode.exists, 'the name is taken')
    if (fenceType === FenceShape.polygon && coords.length < 3)
      throw new Refusal(PlatformCode.badParameter, 'a polygon has at least three corners')
    if (fenceType === FenceShape.circle && (coords.length === 0 || !radius || radius < 0))
      throw new Refusal(PlatformCode.badParameter, 'a circle has its middle as the first coordinate, and a radius')
    if (alarmTimes.some((time) => beginOf(time) >= endOf(time)))
      throw new Refusal(PlatformCode.badParameter, 'an alarm time ends before it begins')
  }
}

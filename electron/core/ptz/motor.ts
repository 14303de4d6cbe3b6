/**
 * One motor of one camera, as the operator wishes it to be: moving so, or standing. Holds no queue: while an order is on its
 * way only the newest wish waits. Standing is wished until the platform has said that it does.
 */
import type { Backoff } from '../../../shared/backoff.ts'
import { AppError } from '../../../shared/errors.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { PtzOperate } from '../../../shared/platform/ptz.ts'

export interface Order {
  readonly operate: PtzOperate
  readonly hSpeed: number
  readonly vSpeed: number
}

export interface MotorOptions {
  /** Rejects with the platform's refusal, or with what kept it from answering. */
  readonly send: (order: Order, stop: boolean) => Promise<unknown>
  readonly backoff: Backoff
  /** Something of `moving`, `isStopping` or `error` is another now. */
  readonly onChanged: () => void
}

/** The camera cannot move, or not for this account: no order to stop is heard either, and none is needed. */
const HOPELESS: readonly number[] = [PlatformCode.noPermission, PlatformCode.notFound, PlatformCode.badParameter]

/** Refused before the camera heard of it. Of anything else it may have. */
const UNHEARD: readonly number[] = [
  ...HOPELESS,
  PlatformCode.offline,
  PlatformCode.busy,
  PlatformCode.unsupported,
  PlatformCode.authentication,
  PlatformCode.forbidden,
]

export class Motor {
  readonly #options: MotorOptions
  #wish: Order | undefined
  /** What it does as far as is known: from the moment the order leaves until the platform said that it stands. */
  #moving: Order | undefined
  #isMoveUnderWay = false
  /** An order to stop that went past the order it ends. No other may overtake it. */
  #early: Promise<unknown> | undefined
  #error: AppError | undefined
  #work: Promise<void> | undefined
  #wake: (() => void) | undefined
  #disposed = false

  constructor(options: MotorOptions) {
    this.#options = options
  }

  get moving(): Order | undefined {
    return this.#moving
  }

  get isStopping(): boolean {
    return this.#moving !== undefined && this.#wish === undefined
  }

  /** It stands, and nothing is under way. */
  get isIdle(): boolean {
    return this.#moving === undefined && this.#work === undefined
  }

  /** Why the last try to stop it failed. */
  get error(): AppError | undefined {
    return this.#error
  }

  /** Resolves when the platform took the newest order. Rejects when it did not; it is stopped then, where it may have heard. */
  drive(order: Order): Promise<void> {
    // Held still, a mouse says the same again and again.
    if (!isSame(order, this.#wish)) this.#wish = order
    return this.#pursue()
  }

  /** Resolves when the platform said that it stands. Rejects only where nothing can be stopped. */
  halt(): Promise<void> {
    this.#wish = undefined
    // The answer to the order may be long in coming: this one goes past it, and is said again after it.
    if (this.#moving && this.#isMoveUnderWay)
      this.#early ??= this.#options.send(this.#moving, true).catch(() => undefined)
    return this.#pursue()
  }

  /** Whoever waits for the next try to stop tries now. */
  hurry(): void {
    this.#wake?.()
  }

  /** No further tries. */
  dispose(): void {
    this.#disposed = true
    this.#wake?.()
  }

  #pursue(): Promise<void> {
    this.#wake?.()
    this.#work ??= this.#reach().finally(() => {
      this.#work = undefined
      this.#options.onChanged()
    })
    this.#options.onChanged()
    return this.#work
  }

  async #reach(): Promise<void> {
    let refused: AppError | undefined
    while (!this.#disposed) {
      const wish = this.#wish
      if (wish) {
        if (wish === this.#moving) return
        refused = await this.#start(wish)
      } else if (this.#moving) await this.#stop(this.#moving)
      else break
    }
    if (refused) throw refused
  }

  async #start(order: Order): Promise<AppError | undefined> {
    await this.#early
    this.#early = undefined
    if (this.#wish !== order) return undefined
    const before = this.#moving
    this.#moving = order
    this.#isMoveUnderWay = true
    this.#options.onChanged()
    try {
      await this.#options.send(order, false)
      return undefined
    } catch (error) {
      const known = asAppError(error)
      if (isRefusal(known, UNHEARD)) this.#moving = before
      if (this.#wish === order) this.#wish = undefined
      return known
    } finally {
      this.#isMoveUnderWay = false
    }
  }

  async #stop(order: Order): Promise<void> {
    try {
      await this.#options.send(order, true)
      this.#stands()
    } catch (error) {
      const known = asAppError(error)
      if (isRefusal(known, HOPELESS)) {
        this.#stands()
        throw known
      }
      this.#error = known
      this.#options.onChanged()
      await this.#pause()
    }
  }

  #stands(): void {
    this.#moving = undefined
    this.#error = undefined
    this.#options.backoff.reset()
  }

  async #pause(): Promise<void> {
    if (this.#disposed || this.#wish) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#options.backoff.next())
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = undefined
  }
}

function isSame(one: Order, other: Order | undefined): boolean {
  return one.operate === other?.operate && one.hSpeed === other.hSpeed && one.vSpeed === other.vSpeed
}

function asAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('internal', { reason: String(error) })
}

function isRefusal({ code, details }: AppError, codes: readonly number[]): boolean {
  return code === 'platform' && details.platformCode !== undefined && codes.includes(details.platformCode)
}

/**
 * Something at the platform that lasts as long as a hand holds it: a camera that moves, the floor of a conference. It is as
 * the operator wishes it to be: as ordered, or at rest. Holds no queue: while an order is on its way only the newest wish
 * waits. Rest is wished until the platform has said that it rests.
 */
import type { Backoff } from '../../../shared/backoff.ts'
import { AppError } from '../../../shared/errors.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'

export interface HeldOrderOptions<Order> {
  /** Rejects with the platform's refusal, or with what kept it from answering. */
  readonly send: (order: Order, stop: boolean) => Promise<unknown>
  /** An order that says the same is not sent again. */
  readonly isSame: (one: Order, other: Order) => boolean
  /** Codes by which the platform says that there is nothing to stop; `HOPELESS` unless told otherwise. */
  readonly hopeless?: readonly number[]
  readonly backoff: Backoff
  /** Something of `current`, `isStopping` or `error` is another now. */
  readonly onChanged: () => void
}

/** It cannot be ordered, or not by this account: no order to stop is heard either, and none is needed. */
const HOPELESS: readonly number[] = [PlatformCode.noPermission, PlatformCode.notFound, PlatformCode.badParameter]

/** Refused before it had any effect. Of anything else it may have had one. */
const UNHEARD: readonly number[] = [
  ...HOPELESS,
  PlatformCode.offline,
  PlatformCode.busy,
  PlatformCode.unsupported,
  PlatformCode.authentication,
  PlatformCode.forbidden,
]

/** The platform said no, and nothing came of the order. */
export function isUnheard(error: unknown): boolean {
  return error instanceof AppError && isRefusal(error, UNHEARD)
}

export class HeldOrder<Order> {
  readonly #options: HeldOrderOptions<Order>
  #wish: Order | undefined
  /** What it does as far as is known: from the moment the order leaves until the platform said that it rests. */
  #current: Order | undefined
  #isUnderWay = false
  /** An order to stop that went past the order it ends. No other may overtake it. */
  #early: Promise<unknown> | undefined
  #error: AppError | undefined
  #work: Promise<void> | undefined
  #wake: (() => void) | undefined
  #disposed = false

  constructor(options: HeldOrderOptions<Order>) {
    this.#options = options
  }

  get current(): Order | undefined {
    return this.#current
  }

  get isStopping(): boolean {
    return this.#current !== undefined && this.#wish === undefined
  }

  /** It rests, and nothing is under way. */
  get isIdle(): boolean {
    return this.#current === undefined && this.#work === undefined
  }

  /** Why the last try to stop it failed. */
  get error(): AppError | undefined {
    return this.#error
  }

  /** Resolves when the platform took the newest order. Rejects when it did not; it is stopped then, where it may have heard. */
  drive(order: Order): Promise<void> {
    // Held still, a mouse says the same again and again.
    if (!this.#wish || !this.#options.isSame(order, this.#wish)) this.#wish = order
    return this.#pursue()
  }

  /** Resolves when the platform said that it rests. Rejects only where nothing can be stopped. */
  halt(): Promise<void> {
    this.#wish = undefined
    // The answer to the order may be long in coming: this one goes past it, and is said again after it.
    if (this.#current && this.#isUnderWay)
      this.#early ??= this.#options.send(this.#current, true).catch(() => undefined)
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
        if (wish === this.#current) return
        refused = await this.#start(wish)
      } else if (this.#current) await this.#stop(this.#current)
      else break
    }
    if (refused) throw refused
  }

  async #start(order: Order): Promise<AppError | undefined> {
    await this.#early
    this.#early = undefined
    if (this.#wish !== order) return undefined
    const before = this.#current
    this.#current = order
    this.#isUnderWay = true
    this.#options.onChanged()
    try {
      await this.#options.send(order, false)
      return undefined
    } catch (error) {
      const known = asAppError(error)
      if (isRefusal(known, UNHEARD)) this.#current = before
      if (this.#wish === order) this.#wish = undefined
      return known
    } finally {
      this.#isUnderWay = false
    }
  }

  async #stop(order: Order): Promise<void> {
    try {
      await this.#options.send(order, true)
      this.#rests()
    } catch (error) {
      const known = asAppError(error)
      if (isRefusal(known, this.#options.hopeless ?? HOPELESS)) {
        this.#rests()
        throw known
      }
      this.#error = known
      this.#options.onChanged()
      await this.#pause()
    }
  }

  #rests(): void {
    this.#current = undefined
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

function asAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('internal', { reason: String(error) })
}

function isRefusal({ code, details }: AppError, codes: readonly number[]): boolean {
  return code === 'platform' && details.platformCode !== undefined && codes.includes(details.platformCode)
}

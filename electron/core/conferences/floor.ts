/**
 * The floor of one conference, for this account. At most one window holds the key. A press is over when its hand goes, whatever
 * the platform says; what the platform grants after that is given back at once, and giving back is repeated until the
 * platform answers. Documentation: chapter "IM group", speak/apply and speak/end.
 */
import { Backoff } from '../../../shared/backoff.ts'
import type { Floor as FloorState, FloorEnd } from '../../../shared/contract/conferences.ts'
import type { Connection } from '../../../shared/contract/define.ts'
import { AppError, type ErrorEnvelope } from '../../../shared/errors.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { HeldOrder, isUnheard } from '../held/held-order.ts'
import { Hold } from '../held/hold.ts'
import type { Timings } from '../platform/timings.ts'

/** What the floor asks of the platform. All reject with its refusal, or with what kept it from answering. */
export interface FloorCalls {
  ask(): Promise<unknown>
  giveBack(): Promise<unknown>
  /** Whether the platform holds that this account speaks. */
  isSpeaking(): Promise<boolean>
}

export interface FloorOptions {
  readonly groupId: string
  readonly calls: FloorCalls
  readonly timings: Pick<Timings, 'floorSilenceMs' | 'floorBackFirstMs' | 'floorBackMostMs'>
  /** Longest press, ms. */
  readonly talkMs: () => number
  /** Name of who speaks now, where it is somebody else. */
  readonly otherSpeaker: () => string | undefined
  readonly onChanged: (floor: FloorState) => void
}

interface Press {
  readonly id: string
  readonly connection: Connection
  hold: Hold | undefined
  state: FloorState
  /** Settled when the platform has said that the floor is given back. */
  back: Promise<void>
}

export class Floor {
  readonly #options: FloorOptions
  readonly #order: HeldOrder<Press>
  /** Asked or granted. */
  #press: Press | undefined
  /** The last one that is over, until the platform said that the floor is given back. */
  #returning: Press | undefined
  #asking: Promise<void> | undefined
  #isDoubted = false
  #toldFailure: AppError | undefined

  constructor(options: FloorOptions) {
    this.#options = options
    const { calls, timings } = options
    this.#order = new HeldOrder<Press>({
      send: (press, stop) =>
        stop ? calls.giveBack() : calls.ask().catch((error: unknown) => this.#askFailed(press, error)),
      isSame: (one, other) => one === other,
      // No conference any more, or not in it. Whatever else is said leaves a floor that may be held.
      hopeless: [PlatformCode.notFound],
      backoff: new Backoff(timings.floorBackFirstMs, timings.floorBackMostMs),
      onChanged: () => this.#tellFailure(),
    })
  }

  /** What is not over. */
  get state(): FloorState | undefined {
    return (this.#press ?? this.#returning)?.state
  }

  get isHeld(): boolean {
    return this.#press !== undefined
  }

  /** Resolves when it is decided. Never rejects. */
  async press(id: string, connection: Connection): Promise<FloorState> {
    const before = this.#press
    if (before && before.connection !== connection) return this.#refuse(id, 'own-window')
    if (before?.id === id) return before.state
    if (before) this.#end(before, 'released')
    const back = Promise.resolve()
    const press: Press = { id, connection, hold: undefined, state: this.#stateOf(id, 'asked'), back }
    this.#press = press
    // A connection that is gone ends it at once.
    press.hold = new Hold(connection, this.#options.timings.floorSilenceMs, (why) => this.#end(press, why))
    press.hold.keep()
    if (this.#press !== press) press.hold.release()
    else await this.#ask(press)
    return press.state
  }

  /** A press that cannot be: nothing is asked. */
  refuse(id: string, end: FloorEnd): FloorState {
    return this.#refuse(id, end)
  }

  keep(connection: Connection): void {
    if (this.#press?.connection === connection) this.#press.hold?.keep()
  }

  /** Resolves when the platform has said that the floor is given back. Never rejects. Not of another window's press. */
  async release(id: string, connection: Connection): Promise<void> {
    const press = [this.#press, this.#returning].find((one) => one?.id === id && one.connection === connection)
    if (press) this.#end(press, 'released')
    await press?.back
  }

  /** Whoever holds the key does not any more. Resolves as `release` does. */
  async lose(why: FloorEnd): Promise<void> {
    const press = this.#press ?? this.#returning
    if (press) this.#end(press, why)
    await press?.back
  }

  /** The platform tells that this account does not speak. That may be of an earlier speech, told late: it is asked. */
  doubt(): void {
    this.#isDoubted = true
    this.#asking ??= this.#settleDoubt().finally(() => (this.#asking = undefined))
  }

  /** Gives back what no hand here holds: a former run of this program may have left it. */
  async giveBackLeftover(): Promise<void> {
    if (this.#press || this.#returning) return
    await this.#options.calls.giveBack().catch(() => undefined)
  }

  /** What waits for its next try tries now. */
  hurry(): void {
    this.#order.hurry()
  }

  /** No further tries. */
  dispose(): void {
    this.#press?.hold?.release()
    this.#press = this.#returning = undefined
    this.#order.dispose()
  }

  async #ask(press: Press): Promise<void> {
    this.#tell(press)
    try {
      await this.#order.drive(press)
      if (this.#press !== press) return
      const mostMs = this.#options.talkMs()
      press.hold?.limit(mostMs)
      press.state = { ...this.#stateOf(press.id, 'granted'), until: Date.now() + mostMs }
      this.#tell(press)
    } catch (error) {
      if (this.#press === press) this.#deny(press, error)
    }
  }

  /** The platform may have granted what it did not answer: that is given back like any other. */
  #askFailed(press: Press, error: unknown): never {
    if (!isUnheard(error)) this.#end(press, 'denied', error)
    throw error
  }

  #deny(press: Press, error: unknown): void {
    press.hold?.release()
    this.#press = undefined
    // What the order still wishes for nobody waits for any more.
    void this.#order.halt().catch(() => undefined)
    const isTaken = error instanceof AppError && error.details.platformCode === PlatformCode.busy
    const by = isTaken ? this.#options.otherSpeaker() : undefined
    press.state = {
      ...this.#stateOf(press.id, 'over'),
      end: isTaken ? 'taken' : 'denied',
      ...(by === undefined ? {} : { by }),
      error: envelopeOf(error),
    }
    this.#tell(press)
  }

  #refuse(id: string, end: FloorEnd): FloorState {
    const state: FloorState = { ...this.#stateOf(id, 'over'), end }
    this.#options.onChanged(state)
    return state
  }

  /** From here on nobody may talk by this press. */
  #end(press: Press, end: FloorEnd, error?: unknown): void {
    if (this.#press !== press) return
    press.hold?.release()
    this.#press = undefined
    this.#returning = press
    const why = error === undefined ? { end } : { end, error: envelopeOf(error) }
    press.state = { ...this.#stateOf(press.id, 'returning'), ...why }
    this.#tell(press)
    const over = (): void => {
      press.state = { ...this.#stateOf(press.id, 'over'), ...why }
      if (this.#returning !== press) return
      this.#returning = undefined
      // Who pressed again meanwhile is told of that.
      if (!this.#press) this.#tell(press)
    }
    press.back = this.#order.halt().then(over, over)
  }

  async #settleDoubt(): Promise<void> {
    while (this.#isDoubted) {
      this.#isDoubted = false
      const press = this.#press
      if (press?.state.phase !== 'granted') return
      try {
        if (!(await this.#options.calls.isSpeaking())) this.#end(press, 'cut-off')
      } catch {
        this.#end(press, 'lost')
      }
    }
  }

  #tellFailure(): void {
    const press = this.#returning
    const { error } = this.#order
    if (!press || this.#press || error === this.#toldFailure) return
    this.#toldFailure = error
    if (!error) return
    press.state = { ...press.state, error: error.toEnvelope() }
    this.#tell(press)
  }

  #stateOf(press: string, phase: FloorState['phase']): FloorState {
    return { groupId: this.#options.groupId, press, phase, since: Date.now() }
  }

  #tell(press: Press): void {
    this.#options.onChanged(press.state)
  }
}

function envelopeOf(error: unknown): ErrorEnvelope {
  return (error instanceof AppError ? error : new AppError('internal', { reason: String(error) })).toEnvelope()
}

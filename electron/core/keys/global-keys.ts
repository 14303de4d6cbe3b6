/**
 * The keys that all windows together want heard while another program has the focus. The host is asked for exactly those, and
 * for none while the computer is locked or asleep; what it loses is tried again.
 */
import { Backoff } from '../../../shared/backoff.ts'
import type { Connection } from '../../../shared/contract/define.ts'
import { GLOBAL_CODES, type GlobalCode, type KeysState } from '../../../shared/contract/keys.ts'
import type { CoreEvents } from '../events.ts'
import type { Host, KeyWatch, PowerEvent } from '../host.ts'
import type { Timings } from '../platform/timings.ts'

/** What ends what holds keys back. */
const ENDED_BY: Partial<Record<PowerEvent, PowerEvent>> = { unlock: 'lock', resume: 'suspend' }

export class GlobalKeys {
  readonly #host: Host
  readonly #events: CoreEvents
  readonly #backoff: Backoff
  readonly #wishes = new Map<Connection, readonly GlobalCode[]>()
  /** What holds them back now. */
  readonly #pauses = new Set<PowerEvent>()
  #state: KeysState
  /** What was asked of the host, also while it has not answered. */
  #asked: readonly GlobalCode[] = []
  #watch: KeyWatch | undefined
  /** Counts what was asked: an older answer is of no use. */
  #round = 0
  #timer: NodeJS.Timeout | undefined

  constructor(host: Host, events: CoreEvents, timings: Pick<Timings, 'keysAgainFirstMs' | 'keysAgainMostMs'>) {
    this.#host = host
    this.#events = events
    this.#backoff = new Backoff(timings.keysAgainFirstMs, timings.keysAgainMostMs)
    this.#state = { phase: host.capabilities.keys ? 'off' : 'unavailable', codes: [], refused: [] }
  }

  get state(): KeysState {
    return this.#state
  }

  /** Of one window, instead of what it wanted before. */
  watch(codes: readonly GlobalCode[], connection: Connection): void {
    const isNew = !this.#wishes.has(connection)
    this.#wishes.set(connection, codes)
    if (isNew)
      connection.own(() => {
        this.#wishes.delete(connection)
        this.#follow()
      })
    this.#follow()
  }

  powerChanged(event: PowerEvent): void {
    const ended = ENDED_BY[event]
    if (ended) this.#pauses.delete(ended)
    else this.#pauses.add(event)
    this.#follow()
  }

  dispose(): void {
    this.#wishes.clear()
    this.#follow()
  }

  /** What is asked of the host becomes what is wanted now. */
  #follow(): void {
    if (!this.#host.capabilities.keys) return
    const wanted = this.#wanted()
    const codes = this.#pauses.size > 0 ? [] : wanted
    if (codes.join() !== this.#asked.join()) this.#ask(codes)
    if (codes.length === 0) this.#tell({ phase: wanted.length > 0 ? 'paused' : 'off', codes: [], refused: [] })
  }

  #wanted(): GlobalCode[] {
    const all = new Set([...this.#wishes.values()].flat())
    return GLOBAL_CODES.filter((code) => all.has(code))
  }

  #ask(codes: readonly GlobalCode[]): void {
    const round = ++this.#round
    clearTimeout(this.#timer)
    this.#asked = codes
    this.#watch?.stop()
    this.#watch = undefined
    if (codes.length > 0) void this.#start(codes, round)
  }

  async #start(codes: readonly GlobalCode[], round: number): Promise<void> {
    this.#tell({ phase: 'starting', codes: [], refused: [] })
    const isNow = (): boolean => this.#round === round
    try {
      const watch = await this.#host.watchKeys(codes, {
        onDown: (code) => isNow() && codes.includes(code) && this.#events.emit('keys.down', { code }),
        onUp: (code) => isNow() && codes.includes(code) && this.#events.emit('keys.up', { code }),
        onLost: () => isNow() && this.#lose(codes, 'ended'),
      })
      if (!isNow()) return watch.stop()
      this.#watch = watch
      this.#backoff.reset()
      const { way, hindrance, refused } = watch
      const heard = codes.filter((code) => !refused.includes(code))
      this.#tell({ phase: 'on', way, ...(hindrance ? { hindrance } : {}), codes: heard, refused: [...refused] })
    } catch (error) {
      this.#host.log('warn', `keys of other programs: ${String(error)}`)
      if (isNow()) this.#lose(codes, 'refused')
    }
  }

  #lose(codes: readonly GlobalCode[], hindrance: 'ended' | 'refused'): void {
    this.#ask([])
    this.#asked = codes
    const round = this.#round
    this.#timer = setTimeout(() => this.#round === round && this.#ask(codes), this.#backoff.next())
    this.#tell({ phase: 'lost', hindrance, codes: [], refused: [] })
  }

  #tell(state: KeysState): void {
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return
    this.#state = state
    this.#events.emit('keys.stateChanged', state)
  }
}

/** A core of a few alarms behind a real pipe: it pages what the test says and tells what the test tells. */
import { checker } from '../../../../electron/core/checker.ts'
import type { DomainHandlers, EventPayload } from '../../../../shared/contract/define.ts'
import { alarms, type Alarm, type Bundle } from '../../../../shared/contract/alarms.ts'
import type { WatchpostClient } from '../../../../shared/contract/index.ts'
import { Emitter } from '../../../../shared/emitter.ts'
import { AppError } from '../../../../shared/errors.ts'
import { memoryPipe } from '../../../../shared/memory-pipe.ts'
import { connect, serve } from '../../../../shared/wire.ts'
import { compareAlarms } from '../../../../renderer/features/alarms/alarm-line.ts'

const contract = { alarms }
type Name = `alarms.${keyof typeof alarms.events & string}`
type Handlers = DomainHandlers<typeof contract, 'alarms'>

const missing = (): never => {
  throw new AppError('unsupported')
}

export class SmallCore {
  rows: Alarm[] = []
  bundles: Bundle[] = []
  listed = 0
  bundled = 0
  /** Runs after a page was made and before it is answered. */
  beforeAnswer: () => Promise<void> | void = () => undefined
  readonly #events = new Emitter<{ name: string; payload: unknown }>()

  readonly handlers: Handlers = {
    state: () => ({ phase: 'live' as const }),
    counts: () => ({ active: this.rows.length, unseen: 0, byLevel: {}, lastTenMinutes: 0 }),
    list: async ({ before, limit }) => {
      this.listed++
      const all = this.rows.toSorted(compareAlarms)
      const from = before ? all.findIndex(({ key }) => key === before.key) + 1 : 0
      const page = { alarms: all.slice(from, from + limit), more: from + limit < all.length }
      await this.beforeAnswer()
      return page
    },
    bundles: ({ limit }) => {
      this.bundled++
      return { bundles: this.bundles.slice(0, limit), more: false }
    },
    bundleKeys: missing,
    card: missing,
    handle: missing,
    markSeen: () => null,
    ringing: () => [],
    claims: () => [],
    claim: missing,
    levels: () => ({ defaults: {}, own: {} }),
    setLevels: missing,
    report: missing,
    fetchOlder: missing,
    exportCsv: missing,
    exportReport: missing,
  }

  tell<N extends Name>(name: N, payload: EventPayload<typeof contract, N>): void {
    this.#events.emit({ name, payload })
  }

  connect(): WatchpostClient {
    const [near, far] = memoryPipe()
    serve({
      contract,
      handlers: { alarms: this.handlers },
      events: { subscribe: (listener) => this.#events.on(({ name, payload }) => listener(name, payload)) },
      checker,
      onInternal: (error) => String(error),
    })(far)
    // Only calls and events of the alarms are used here.
    return connect(contract, near) as unknown as WatchpostClient
  }
}

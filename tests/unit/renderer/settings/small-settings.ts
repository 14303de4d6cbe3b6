/** A core that keeps settings, behind real pipes: as many windows as a test wants on one of it. */
import { checker } from '../../../../electron/core/checker.ts'
import type { WatchpostClient } from '../../../../shared/contract/index.ts'
import { settings } from '../../../../shared/contract/settings.ts'
import { AppError } from '../../../../shared/errors.ts'
import { Emitter } from '../../../../shared/emitter.ts'
import { memoryPipe } from '../../../../shared/memory-pipe.ts'
import { connect, serve } from '../../../../shared/wire.ts'

const contract = { settings }

export class SmallSettings {
  readonly kept = new Map<string, unknown>()
  writes = 0
  /** Nothing more can be kept. */
  isFull = false
  readonly #events = new Emitter<{ name: string; payload: unknown }>()

  connect(): WatchpostClient {
    const [near, far] = memoryPipe()
    serve({
      contract,
      handlers: {
        settings: {
          read: ({ key }) => ({ value: this.kept.get(key) ?? null }),
          write: ({ scope, key, value }) => {
            if (this.isFull) throw new AppError('disk', { reason: 'ENOSPC' })
            this.writes += 1
            if (value === null) this.kept.delete(key)
            else this.kept.set(key, value)
            this.#events.emit({ name: 'settings.changed', payload: { scope, key, value } })
            return null
          },
        },
      },
      events: { subscribe: (listener) => this.#events.on(({ name, payload }) => listener(name, payload)) },
      checker,
      onInternal: (error) => String(error),
    })(far)
    // Only settings are used here.
    return connect(contract, near) as unknown as WatchpostClient
  }
}

/** A core of a few rows behind a real pipe. */
import { checker } from '../../../../electron/core/checker.ts'
import type { DomainHandlers, EventPayload } from '../../../../shared/contract/define.ts'
import {
  fleet,
  type Device,
  type FleetKind,
  type FleetState,
  type Group,
  type User,
} from '../../../../shared/contract/fleet.ts'
import type { WatchpostClient } from '../../../../shared/contract/index.ts'
import { Emitter } from '../../../../shared/emitter.ts'
import { AppError } from '../../../../shared/errors.ts'
import { memoryPipe } from '../../../../shared/memory-pipe.ts'
import { connect, serve } from '../../../../shared/wire.ts'
import { device, FRONT, group, REAR } from './fixtures.ts'

const contract = { fleet }
type Name = `fleet.${keyof typeof fleet.events & string}`

/** A core that is nothing but rows: what `read` gives and `tell` sends is what the test says. */
export class SmallCore {
  readonly rows = { groups: [] as Group[], devices: [] as Device[], userGroups: [] as Group[], users: [] as User[] }
  readonly state: FleetState = { phase: 'live', loaded: 0, total: 0 }
  readonly reads: { kind: FleetKind; offset: number }[] = []
  /** Runs before each page is made. */
  beforeRead: (kind: FleetKind, offset: number) => void = () => undefined
  pageSize = 2
  readonly #events = new Emitter<{ name: string; payload: unknown }>()

  readonly handlers: DomainHandlers<typeof contract, 'fleet'> = {
    state: () => this.state,
    refresh: () => null,
    deviceDetails: () => {
      throw new AppError('not-signed-in')
    },
    read: ({ kind, offset, limit }) => {
      this.beforeRead(kind, offset)
      this.reads.push({ kind, offset })
      const all: readonly (Group | Device | User)[] = this.rows[kind]
      const rows = all.slice(offset, offset + Math.min(limit, this.pageSize))
      return { kind, rows, total: all.length } as ReturnType<DomainHandlers<typeof contract, 'fleet'>['read']>
    },
  }

  tell<N extends Name>(name: N, payload: EventPayload<typeof contract, N>): void {
    this.#events.emit({ name, payload })
  }

  connect() {
    const [near, far] = memoryPipe()
    serve({
      contract,
      handlers: { fleet: this.handlers },
      events: { subscribe: (listener) => this.#events.on(({ name, payload }) => listener(name, payload)) },
      checker,
      onInternal: (error) => String(error),
    })(far)
    // Only calls and events of the fleet are used here.
    return connect(contract, near) as unknown as WatchpostClient
  }
}

export const user = (id: string, more: Partial<User> = {}): User => ({
  id,
  groupId: 'ug',
  name: id,
  online: false,
  terminals: [],
  ...more,
})

/** Five devices `d0` to `d4` in group `a`, the last two on-line, and a user with a terminal. */
export function filledCore(): SmallCore {
  const core = new SmallCore()
  core.rows.groups.push(group('r', ''), group('a', 'r'), group('b', 'r'))
  core.rows.devices.push(
    ...Array.from({ length: 5 }, (_, at) => device(`d${at}`, 'a', { name: `Car ${at}`, online: at > 2 })),
  )
  core.rows.userGroups.push(group('ug', ''))
  core.rows.users.push(
    user('u', { online: true, terminals: [{ deviceId: 't1', name: 'Phone', channels: [FRONT, REAR] }] }),
  )
  return core
}

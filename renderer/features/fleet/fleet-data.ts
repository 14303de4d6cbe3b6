/**
 * The renderer's copy of the fleet: a projection that can be dropped and read again. It listens first and reads the pages
 * after; events and answers arrive in order on one pipe, so both are applied as upserts.
 */
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import {
  FLEET_KINDS,
  type Device,
  type FleetKind,
  type FleetState,
  type Group,
  type StatusChange,
  type User,
} from '../../../shared/contract/fleet.ts'
import { Scope, type Off } from '../../../shared/disposables.ts'
import { Emitter } from '../../../shared/emitter.ts'
import type { CallOutput } from '../../../shared/contract/define.ts'
import type { fleet } from '../../../shared/contract/fleet.ts'
import { deviceParts, userParts } from './parts.ts'
import { TreeModel } from './tree-model.ts'

const PAGE_SIZE = 2000
/** Rows removed while pages are read shift the rest: then the kind is read again, but not for ever. */
const MAX_PASSES = 3

type Page = CallOutput<(typeof fleet.calls)['read']>

export interface TerminalPlace {
  readonly userId: string
  readonly name: string
  readonly channels: Device['channels']
}

export class FleetData {
  readonly devices = new TreeModel<Device>({ kind: 'device', makeParts: deviceParts })
  readonly users = new TreeModel<User>({ kind: 'user', makeParts: userParts })
  /** Something that can be seen changed. Not collected: the listener does that. */
  readonly changed = new Emitter<void>()
  readonly stateChanged = new Emitter<FleetState>()
  /** Ids of devices and terminals that came or went. */
  readonly wentOnline = new Emitter<string>()
  readonly wentOffline = new Emitter<string>()
  readonly #client: WatchpostClient
  readonly #scope = new Scope()
  readonly #terminals = new Map<string, TerminalPlace>()
  readonly #removals: Record<FleetKind, number> = { groups: 0, devices: 0, userGroups: 0, users: 0 }

  constructor(client: WatchpostClient) {
    this.#client = client
  }

  terminal(puid: string): TerminalPlace | undefined {
    return this.#terminals.get(puid)
  }

  /** Listens from now on, then reads everything. Rejects when a page cannot be read; what was read stays. */
  async start(): Promise<void> {
    this.#listen()
    this.stateChanged.emit(await this.#client.fleet.state({}))
    await this.read()
  }

  /** Reads all pages again. */
  async read(): Promise<void> {
    for (const kind of FLEET_KINDS) await this.#readKind(kind)
  }

  stop(): void {
    this.#scope.dispose()
  }

  #listen(): void {
    const own = (off: Off): Off => this.#scope.own(off)
    const client = this.#client
    own(client.on('fleet.stateChanged', (state) => this.stateChanged.emit(state)))
    own(client.on('fleet.cleared', () => this.#clear()))
    own(client.on('fleet.groupsChanged', ({ upserts, removed }) => this.#applyGroups('groups', upserts, removed)))
    own(client.on('fleet.userGroupsChanged', (event) => this.#applyGroups('userGroups', event.upserts, event.removed)))
    own(
      client.on('fleet.devicesChanged', ({ upserts, removed }) => {
        this.#applyDevices(upserts)
        this.#removeDevices(removed)
      }),
    )
    own(
      client.on('fleet.usersChanged', ({ upserts, removed }) => {
        this.#applyUsers(upserts)
        this.#removeUsers(removed)
      }),
    )
    own(client.on('fleet.devicesStatusChanged', ({ changes }) => this.#applyDeviceStatus(changes)))
  }

  async #readKind(kind: FleetKind): Promise<void> {
    for (let pass = 0; pass < MAX_PASSES; pass++) {
      const removals = this.#removals[kind]
      let next = this.#client.fleet.read({ kind, offset: 0, limit: PAGE_SIZE })
      let offset = 0
      for (let isLast = false; !isLast;) {
        const page = await next
        offset += page.rows.length
        isLast = page.rows.length === 0 || offset >= page.total
        // The core makes the next page while this one is put into the tree.
        if (!isLast) next = this.#client.fleet.read({ kind, offset, limit: PAGE_SIZE })
        this.#applyPage(page)
      }
      if (this.#removals[kind] === removals) return
    }
  }

  #applyPage(page: Page): void {
    if (page.kind === 'devices') this.#applyDevices(page.rows)
    else if (page.kind === 'users') this.#applyUsers(page.rows)
    else this.#applyGroups(page.kind, page.rows, [])
  }

  #applyGroups(kind: 'groups' | 'userGroups', upserts: readonly Group[], removed: readonly string[]): void {
    const model = kind === 'groups' ? this.devices : this.users
    if (upserts.length > 0) model.upsertGroups(upserts)
    if (removed.length > 0) {
      this.#removals[kind]++
      model.removeGroups(removed)
    }
    this.changed.emit()
  }

  #applyDevices(upserts: readonly Device[]): void {
    if (upserts.length === 0) return
    for (const id of this.devices.upsertItems(upserts)) this.#tell(id, this.devices.leaf(id)?.online === true)
    this.changed.emit()
  }

  #removeDevices(ids: readonly string[]): void {
    if (ids.length === 0) return
    this.#removals.devices++
    const lost = ids.filter((id) => this.devices.leaf(id)?.online)
    this.devices.removeItems(ids)
    for (const id of lost) this.#tell(id, false)
    this.changed.emit()
  }

  #applyUsers(upserts: readonly User[]): void {
    if (upserts.length === 0) return
    const before = new Set(upserts.flatMap((user) => this.#forgetTerminals(user.id)))
    this.users.upsertItems(upserts)
    const after = new Set(upserts.flatMap((user) => this.#learnTerminals(user)))
    for (const puid of after) if (!before.has(puid)) this.#tellTerminal(puid, true)
    for (const puid of before) if (!after.has(puid)) this.#tellTerminal(puid, false)
    this.changed.emit()
  }

  #removeUsers(ids: readonly string[]): void {
    if (ids.length === 0) return
    this.#removals.users++
    const lost = ids.flatMap((id) => this.#forgetTerminals(id))
    this.users.removeItems(ids)
    for (const puid of lost) this.#tellTerminal(puid, false)
    this.changed.emit()
  }

  #applyDeviceStatus(changes: readonly StatusChange[]): void {
    for (const { id, online } of changes) if (this.devices.setOnline(id, online)) this.#tell(id, online)
    this.changed.emit()
  }

  #forgetTerminals(userId: string): string[] {
    const puids = (this.users.leaf(userId)?.item.terminals ?? []).map((terminal) => terminal.deviceId)
    return puids.filter((puid) => this.#terminals.get(puid)?.userId === userId && this.#terminals.delete(puid))
  }

  #learnTerminals(user: User): string[] {
    for (const { deviceId, name, channels } of user.terminals) {
      this.#terminals.set(deviceId, { userId: user.id, name, channels })
    }
    return user.terminals.map((terminal) => terminal.deviceId)
  }

  /** A terminal that stands in the list of devices too speaks there. */
  #tellTerminal(puid: string, online: boolean): void {
    if (!this.devices.leaf(puid)) this.#tell(puid, online)
  }

  #tell(puid: string, online: boolean): void {
    const told = online ? this.wentOnline : this.wentOffline
    told.emit(puid)
  }

  #clear(): void {
    this.devices.clear()
    this.users.clear()
    this.#terminals.clear()
    this.changed.emit()
  }
}

/**
 * Positions of devices as they report them, to the clients that asked for them. Of one device at most one goes out each
 * `intervalMs`; one that does not move is repeated each minute. On command a steady stream of so many a second instead.
 */
import type { Static } from 'typebox'
import type { PositionSchema } from '../../../shared/platform/position.ts'
import { deviceGroupsOf, reaches, type Reach } from '../accounts/access.ts'
import type { Device } from '../fleet/build.ts'
import { reportOf } from '../fleet/position.ts'
import type { World } from '../world.ts'
import { chosen, NOTHING, wants, type Choice } from './choice.ts'
import type { Connection } from './connection.ts'

const TICK_MS = 25
const REPEAT_MS = 60_000

type Ground = Pick<World, 'fleet' | 'options' | 'pushes'>
type Client = Connection<'gpsData'>
type Position = Static<typeof PositionSchema>

/** A client with what it wants and may have, for one tick. */
interface Wish {
  readonly choice: Choice
  readonly reach: Reach
}

interface Told {
  readonly lng: number
  readonly lat: number
  readonly isFixed: boolean
  readonly timeMs: number
}

export class PositionFeed {
  intervalMs: number
  /** 0: as devices report. */
  perSecond: number
  readonly #world: Ground
  readonly #choices = new WeakMap<Client, Choice>()
  readonly #told = new WeakMap<Device, Told>()
  readonly #listeners = new Set<(device: Device, values: Partial<Position>) => void>()
  readonly #timer: NodeJS.Timeout
  #ticks = 0
  /** Of the stream: when it was looked at last, what is owed since, and whose turn it is. */
  #lastMs = performance.now()
  #owed = 0
  #turn = 0

  constructor(world: Ground) {
    this.#world = world
    this.intervalMs = world.options.positionsMs
    this.perSecond = world.options.rate
    world.pushes.onMessage('gpsData', (message, from) =>
      this.#choices.set(from, chosen(this.#choices.get(from) ?? NOTHING, message)),
    )
    this.#timer = setInterval(() => this.#tick(), TICK_MS)
    this.#timer.unref()
  }

  dispose(): void {
    clearInterval(this.#timer)
  }

  /** Tells of a device now, with some values replaced, to all who want it. */
  tell(device: Device, values: Partial<Position>): void {
    this.#send(device, this.#wishes(), values)
    for (const listener of this.#listeners) listener(device, values)
  }

  /** Told by `tell`. */
  onTold(listener: (device: Device, values: Partial<Position>) => void): void {
    this.#listeners.add(listener)
  }

  #tick(): void {
    const elapsedMs = performance.now() - this.#lastMs
    this.#lastMs += elapsedMs
    this.#ticks++
    const wishes = this.#wishes()
    if (wishes.size === 0) return
    if (this.perSecond > 0) this.#stream(elapsedMs, wishes)
    else this.#report(wishes)
  }

  #wishes(): Map<Client, Wish> {
    const wishes = new Map<Client, Wish>()
    for (const client of this.#world.pushes.connections('gpsData')) {
      const choice = this.#choices.get(client)
      if (choice) wishes.set(client, { choice, reach: deviceGroupsOf(this.#world, client.session.account) })
    }
    return wishes
  }

  /** A part of the fleet each time, so that all had their turn in `intervalMs`. */
  #report(wishes: Map<Client, Wish>): void {
    const { fleet } = this.#world
    const parts = Math.max(1, Math.round(this.intervalMs / TICK_MS))
    for (let at = this.#ticks % parts; at < fleet.devices.length; at += parts) {
      const device = fleet.devices[at]
      if (!device || !isWanted(device, wishes)) continue
      const place = fleet.placeOf(device)
      if (!isNews(this.#told.get(device), place)) continue
      this.#told.set(device, place)
      this.#send(device, wishes)
    }
  }

  #stream(elapsedMs: number, wishes: Map<Client, Wish>): void {
    const { devices } = this.#world.fleet
    // A machine that was busy for long does not make up for it in one burst.
    this.#owed = Math.min(this.#owed + (this.perSecond * elapsedMs) / 1000, this.perSecond)
    // One round at most without anybody whom somebody wants.
    for (let skipped = 0; this.#owed >= 1 && skipped < devices.length;) {
      const device = devices[this.#turn++ % devices.length]
      if (!device || !isWanted(device, wishes)) {
        skipped++
        continue
      }
      skipped = 0
      this.#owed--
      this.#send(device, wishes)
    }
  }

  #send(device: Device, wishes: Map<Client, Wish>, values: Partial<Position> = {}): void {
    const frame = { devId: device.id, ...reportOf(device, this.#world.fleet.placeOf(device)), ...values }
    this.#world.pushes.send('gpsData', frame, (_, client) => wishesFor(device, wishes.get(client)))
  }
}

function isWanted(device: Device, wishes: Map<Client, Wish>): boolean {
  if (device.online) for (const wish of wishes.values()) if (wishesFor(device, wish)) return true
  return false
}

function wishesFor({ id, gid }: Device, wish: Wish | undefined): boolean {
  return wish !== undefined && wants(wish.choice, id) && reaches(wish.reach, gid)
}

function isNews(told: Told | undefined, place: Told): boolean {
  if (!told) return true
  if (place.timeMs <= told.timeMs) return false
  const isElsewhere = place.lng !== told.lng || place.lat !== told.lat || place.isFixed !== told.isFixed
  return isElsewhere || place.timeMs >= told.timeMs + REPEAT_MS
}

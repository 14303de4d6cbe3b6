/** Builds the fleet of a city: groups, devices and the people who carry them. Same seed and count, same fleet. */
import { createRandom, hashText, type Random } from '../random.ts'
import { cityOf } from '../streets/city.ts'
import { localOffsetMs } from '../streets/duty.ts'
import { buildGroups, type GroupSeat } from './groups.ts'
import { KINDS, type Channel, type Kind } from './kinds.ts'
import { drawHabits, Movement } from './movement.ts'
import { FAMILY_NAMES, GIVEN_NAMES, POSITIONS } from './names.ts'
import { newPositioning, type Positioning, type SetPlace } from './positioning.ts'

export interface Group {
  readonly id: string
  readonly pid: string
  readonly name: string
  readonly desc?: string
}

export interface Person {
  readonly id: string
  readonly gid: string
  readonly name: string
  readonly position: string
}

export interface Device {
  /** 1 … N in order of building: the number in the picture code. */
  readonly number: number
  readonly id: string
  gid: string
  name: string
  /** What it is, with its class; replaced when that changes. */
  kind: Kind
  channels: readonly Channel[]
  readonly movement: Movement
  readonly hash: number
  softwareVersion: string
  readonly hardwareVersion: string
  /** Bits as in the documentation's enumeration: 2 ethernet, 4 wifi, 8 cellular. */
  readonly network: number
  /** Signed in on a terminal. */
  person: Person | undefined
  readonly positioning: Positioning
  setPlace: SetPlace | undefined
  online: boolean
  /** Was on-line ever. */
  wasSeen: boolean
  /** Epoch ms of the last change of `online`. */
  changedAt: number
  /** Epoch ms of its last start. */
  bootedAt: number
}

export interface FleetPlan {
  /** The root first, parents before children. */
  readonly groups: Group[]
  readonly userGroups: readonly Group[]
  readonly devices: Device[]
  readonly people: readonly Person[]
}

const OFFLINE_SHARE = 0.15

/** `startMs`: epoch ms; the on-line times lie before it. */
export function buildFleet(count: number, seed: number, startMs: number): FleetPlan {
  const random = createRandom(seed)
  const city = () => cityOf(seed)
  const offsetMs = localOffsetMs(startMs)
  const { groups, userGroups, seats } = buildGroups(count)
  const counters = new Map<string, number>()
  const ids = new Set<string>()
  const kinds = new Map<Kind, number>()
  const devices: Device[] = []
  const people: Person[] = []
  for (let number = 1; number <= count; number++) {
    const seat = seats[(number - 1) % seats.length] as GroupSeat
    const kind = pickKind(random)
    const serial = (counters.get(`${seat.label}${kind.classId}`) ?? 0) + 1
    counters.set(`${seat.label}${kind.classId}`, serial)
    const ofKind = kinds.get(kind) ?? 0
    kinds.set(kind, ofKind + 1)
    const id = newId(random, ids)
    const person = kind.terminal ? makePerson(random, people.length + 1, seat.district) : undefined
    if (person) people.push(person)
    const habits = drawHabits(random, seat.middle, kind, ofKind)
    const network = kind.speed[1] === 0 ? 2 : random.chance(0.1) ? 4 : 8
    const online = !random.chance(OFFLINE_SHARE)
    const changedAt = startMs - random.between(60, 6 * 3600) * 1000
    const hash = hashText(id)
    devices.push({
      number,
      id,
      gid: seat.group,
      name: nameOf(seat, kind, serial),
      kind,
      channels: kind.channels,
      movement: new Movement(city, { kind, hash, habits }, offsetMs),
      hash,
      softwareVersion: `2.${hash % 9}.${hash % 31}`,
      hardwareVersion: `V${1 + (hash % 3)}.0`,
      network,
      person,
      positioning: newPositioning(),
      setPlace: undefined,
      online,
      wasSeen: true,
      changedAt,
      bootedAt: changedAt - 45_000,
    })
  }
  return { groups, userGroups, devices, people }
}

function pickKind(random: Random): Kind {
  let rest = random.next()
  for (const kind of KINDS) {
    rest -= kind.share
    if (rest < 0) return kind
  }
  return KINDS[0] as Kind
}

function nameOf(seat: GroupSeat, kind: Kind, serial: number): string {
  const digits = String(serial).padStart(3, '0')
  const english = [seat.team.en, kind.en, seat.place.en].filter(Boolean).join(' ')
  return `${seat.place.zh}${seat.team.short}${kind.zh} ${digits} / ${english} ${digits}`
}

function newId(random: Random, taken: Set<string>): string {
  for (;;) {
    const id = `PU_${random.between(0x10000000, 0xffffffff).toString(16).toUpperCase()}`
    if (taken.has(id)) continue
    taken.add(id)
    return id
  }
}

function makePerson(random: Random, serial: number, gid: string): Person {
  return {
    id: `officer${String(serial).padStart(4, '0')}`,
    gid,
    name: random.pick(FAMILY_NAMES) + random.pick(GIVEN_NAMES),
    position: random.pick(POSITIONS),
  }
}

/** Desks in push-to-talk conferences: what tests of them do again and again. */
import type { Conference, Floor } from '../../shared/contract/conferences.ts'
import type { WatchpostClient } from '../../shared/contract/index.ts'
import type { PowerEvent } from '../../electron/core/host.ts'
import type { Timings } from '../../electron/core/platform/timings.ts'
import { Emitter } from '../../shared/emitter.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { openDesk, record, type Desk } from './desk.ts'
import { openPlatform } from './platform.ts'
import { until } from './until.ts'

const PASSWORDS: Readonly<Record<string, string>> = { admin: '123456', operator: 'Watch-2026', viewer: 'View-2026' }

/** Fast enough for a test, slow enough for a hand that holds on in it. */
export const HELD_MS = 20_000
const QUICK: Partial<Timings> = {
  floorSilenceMs: HELD_MS,
  floorBackFirstMs: 20,
  floorBackMostMs: 50,
  thrownOutMs: 200,
}

export interface TalkDesk extends Desk {
  readonly power: Emitter<PowerEvent>
  readonly floors: Floor[]
}

export interface TalkDeskOptions {
  readonly timings?: Partial<Timings>
  readonly folder?: string
}

/** A signed-in desk whose conferences are level with the platform. */
export async function talkDesk(
  platform: { url: string },
  username: string,
  { timings, folder }: TalkDeskOptions = {},
): Promise<TalkDesk> {
  const power = new Emitter<PowerEvent>()
  const desk = await openDesk({
    ...(folder ? { folder } : {}),
    timings: { ...QUICK, ...timings },
    host: { onPower: (hear) => power.on(hear) },
  })
  const floors = record(desk.client, 'conferences.floorChanged')
  // A desk that is opened again has its site: another one would be another account.
  const known = (await desk.client.sites.list({})).sites.find(({ address }) => address === platform.url)
  await desk.signIn(known ?? (await desk.site(platform.url)), username, PASSWORDS[username] ?? 'Patrol-2026')
  await conferencesLive(desk)
  return { ...desk, power, floors }
}

export function conferencesLive({ client }: { client: WatchpostClient }): Promise<unknown> {
  return until('conferences live', async () => (await client.conferences.state({})).phase === 'live')
}

export async function conferenceOf({ client }: { client: WatchpostClient }, groupId: string): Promise<Conference> {
  const found = (await client.conferences.list({})).find((one) => one.groupId === groupId)
  if (!found) throw new Error(`no conference ${groupId}`)
  return found
}

/** Waits until the desk shows it so; gives it. */
export function conferenceWhere(
  desk: { client: WatchpostClient },
  groupId: string,
  what: string,
  is: (conference: Conference) => boolean,
): Promise<Conference> {
  return until(what, async () => {
    const conference = await conferenceOf(desk, groupId)
    return is(conference) && conference
  })
}

/** The group of the command centre: admin owns it, operator manages it, viewer is in it, and nobody's device. */
export async function commandCentre(desk: { client: WatchpostClient }): Promise<string> {
  const found = (await desk.client.conferences.list({})).find(({ name }) => /Command centre/.test(name))
  if (!found) throw new Error('no command centre')
  return found.groupId
}

/** Two desks that joined the conference of the command centre. */
export async function atConference(options: TalkDeskOptions & { platform?: Simulator } = {}) {
  const platform = options.platform ?? (await openPlatform())
  const [operator, viewer] = await Promise.all([
    talkDesk(platform, 'operator', options),
    talkDesk(platform, 'viewer', options),
  ])
  const groupId = await commandCentre(operator)
  await operator.client.conferences.begin({ groupId })
  for (const desk of [operator, viewer]) {
    await conferenceWhere(desk, groupId, 'begun', ({ isLive }) => isLive)
    await desk.client.conferences.join({ groupId })
    await conferenceWhere(desk, groupId, 'joined', ({ mine }) => mine === 'joined')
  }
  return { platform, operator, viewer, groupId, speakers: () => speakersAt(platform, groupId) }
}

/** Who speaks, by the platform. */
export function speakersAt(platform: Simulator, group: string): string[] {
  return platform.control.speakers({ group })
}

let lastPress = 0

/** A name for a press that no other has. */
export function newPress(): string {
  return `press-${++lastPress}`
}

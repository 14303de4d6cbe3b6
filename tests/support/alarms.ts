/** Desks that watch alarms: what tests of it do again and again. */
import type { Alarm, AlarmFilter } from '../../shared/contract/alarms.ts'
import type { WatchpostClient } from '../../shared/contract/index.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { openDesk, type Desk } from './desk.ts'
import { until } from './until.ts'

type DeskOptions = Parameters<typeof openDesk>[0]

const PASSWORDS: Readonly<Record<string, string>> = { admin: '123456', operator: 'Watch-2026', viewer: 'View-2026' }

/** A desk that is signed in at the platform; one that is opened again has its site. */
export async function alarmDesk(platform: { url: string }, username = 'admin', options?: DeskOptions): Promise<Desk> {
  const desk = await openDesk(options)
  const known = (await desk.client.sites.list({})).sites.find(({ address }) => address === platform.url)
  await desk.signIn(known ?? (await desk.site(platform.url)), username, PASSWORDS[username] ?? 'Patrol-2026')
  return desk
}

export function alarmsLive({ client }: { client: WatchpostClient }): Promise<unknown> {
  return until('alarms live', async () => (await client.alarms.state({})).phase === 'live')
}

/** A desk whose alarms are level with the platform. */
export async function liveAlarmDesk(
  platform: { url: string },
  username?: string,
  options?: DeskOptions,
): Promise<Desk> {
  const desk = await alarmDesk(platform, username, options)
  await alarmsLive(desk)
  return desk
}

/** Everything in the store that passes, newest first. */
export async function storedAlarms(
  { client }: { client: WatchpostClient },
  filter: AlarmFilter = {},
): Promise<Alarm[]> {
  const all: Alarm[] = []
  for (;;) {
    const last = all.at(-1)
    const before = last ? { before: { time: last.time, key: last.key } } : {}
    const page = await client.alarms.list({ filter, limit: 500, ...before })
    all.push(...page.alarms)
    if (!page.more) return all
  }
}

export function cardOf({ client }: { client: WatchpostClient }, key: string) {
  return client.alarms.card({ key })
}

/** Waits until the desk shows the alarm in that state; gives the card. */
export function inState(desk: { client: WatchpostClient }, key: string, status: number) {
  return until(`${key} in state ${status}`, async () => {
    const card = await cardOf(desk, key).catch(() => undefined)
    return card?.alarm.status === status && card
  })
}

/** An alarm of the first device that is on-line and of this kind. */
export function onlineDevice(platform: Simulator, classId = 101): { id: string; name: string } {
  const device = platform.fleet().devices.find((other) => other.online && other.classId === classId)
  if (!device) throw new Error(`no device of class ${classId} is on-line`)
  return device
}

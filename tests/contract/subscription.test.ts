/** The platform's own subscriptions that are spoken to: what is said once, what is said again, what is not said at all. */
import { expect, it, onTestFinished } from 'vitest'
import { PlatformConnection } from '../../electron/core/platform/connection.ts'
import { Subscription, type SubscriptionOptions } from '../../electron/core/platform/subscription.ts'
import { TIMINGS } from '../../electron/core/platform/timings.ts'
import { login } from '../../electron/core/session/login.ts'
import type { FrameOf, Push } from '../../shared/platform/define.ts'
import { pushes } from '../../shared/platform/index.ts'
import { AudienceType, MessageType } from '../../shared/platform/message-content.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

type Extra<P extends Push> = Partial<Pick<SubscriptionOptions<P>, 'onOpened' | 'onFrame' | 'catchUp'>>

/** A live subscription of the account admin. */
async function subscribe<P extends Push>(platform: Simulator, push: P, extra: Extra<P> = {}) {
  const connection = new PlatformConnection({ base: platform.url, timeouts: { platform: 5000, device: 5000 } })
  const grant = await login(connection, { username: 'admin', password: '123456' })
  const frames: FrameOf<P>[] = []
  let phase = 'none'
  let lives = 0
  const subscription = new Subscription<P>({
    push,
    connection,
    token: () => grant.token,
    renewToken: () => Promise.reject(new Error('the token is good')),
    catchUp: () => Promise.resolve(),
    onFrame: (frame) => frames.push(frame),
    onState: (state) => {
      phase = state.phase
      if (phase === 'live') lives++
    },
    onBadFrame: (reason) => expect.unreachable(reason),
    timings: { ...TIMINGS, backoffFirstMs: 20, backoffMostMs: 50 },
    ...extra,
  })
  onTestFinished(() => {
    subscription.stop()
    connection.dispose()
  })
  subscription.start()
  const live = (times: number) => until(`live for time ${times}`, () => lives >= times && phase === 'live')
  await live(1)
  return { subscription, frames, live }
}

function onlineDevices(platform: Simulator): [string, string] {
  const [first, second] = platform.fleet().devices.filter(({ online, terminal }) => online && !terminal)
  if (!first || !second) throw new Error('two devices are needed')
  return [first.id, second.id]
}

/** Positions wanted from each connection on, as the map will want them. */
async function wantPositions(platform: Simulator, wanted: Set<string>) {
  platform.control.positions({ perSecond: 100 })
  return await subscribe(platform, pushes.gpsData, {
    onOpened: (say) => {
      if (wanted.size > 0) say({ badd: true, puid: [...wanted] })
    },
  })
}

it('asks for positions of devices, and takes that back', async () => {
  const platform = await openPlatform()
  const [first, second] = onlineDevices(platform)
  const { subscription, frames } = await wantPositions(platform, new Set())
  expect(frames).toEqual([])
  expect(subscription.send({ badd: true, puid: [first, second] })).toBe(true)
  await until('both', () => new Set(frames.map(({ devId }) => devId)).size === 2)
  expect(subscription.send({ badd: false, puid: [first] })).toBe(true)
  await until('only the second', () => frames.slice(-3).every(({ devId }) => devId === second))
  expect(platform.seen().violations).toEqual([])
})

it('says again at each new connection what is wanted, before it calls itself live', async () => {
  const platform = await openPlatform()
  const [first, second] = onlineDevices(platform)
  const wanted = new Set([first])
  const { frames, live } = await wantPositions(platform, wanted)
  await until('the first', () => frames.length > 0)
  wanted.add(second)
  expect(frames.every(({ devId }) => devId === first)).toBe(true)
  platform.control.closeWebsockets({ subscription: 'gpsData' })
  await live(2)
  const told = frames.length
  await until('both', () => new Set(frames.slice(told).map(({ devId }) => devId)).size === 2)
  expect(platform.seen().violations).toEqual([])
})

it('answers a command of the platform to the desk', async () => {
  const platform = await openPlatform()
  const { subscription, frames } = await subscribe(platform, pushes.command)
  const reply = platform.control.commandDesk({ account: 'admin', command: 'open_dialog', data: { id: 'PU_1' } })
  const [order] = await until('the command', () => frames.length === 1 && frames)
  expect(order).toMatchObject({ command: 'open_dialog', data: { id: 'PU_1' } })
  subscription.send({ id: order?.id ?? '', code: 0, msg: 'OK' })
  expect(await reply).toMatchObject({ code: 0, msg: 'OK' })
})

it('says nothing without a connection, and does not say it later: a message said twice is worse than one refused', async () => {
  const platform = await openPlatform()
  const { subscription, frames, live } = await subscribe(platform, pushes.im)
  const say = (textMsg: string) =>
    subscription.send({
      audience: 'admin',
      audienceType: AudienceType.user,
      msgType: MessageType.text,
      msgContent: JSON.stringify({ textMsg }),
    })
  platform.control.upgrades({ mode: 'refuse' })
  platform.control.closeWebsockets({ subscription: 'im' })
  await until('no connection', () => !say('is anybody there'))
  expect(say('lost')).toBe(false)
  platform.control.upgrades({ mode: 'accept' })
  await live(2)
  expect(say('arrived')).toBe(true)
  const said = () => frames.map(({ msgContent }) => (JSON.parse(msgContent) as { textMsg: string }).textMsg)
  await until('the message', () => said().includes('arrived'))
  expect(said()).not.toContain('lost')
})

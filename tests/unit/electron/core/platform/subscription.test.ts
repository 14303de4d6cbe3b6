import Type from 'typebox'
import { describe, expect, it, onTestFinished } from 'vitest'
import { PlatformConnection } from '../../../../../electron/core/platform/connection.ts'
import { Subscription, type SubscriptionState } from '../../../../../electron/core/platform/subscription.ts'
import { TIMINGS } from '../../../../../electron/core/platform/timings.ts'
import { AppError } from '../../../../../shared/errors.ts'
import { push } from '../../../../../shared/platform/define.ts'
import { PushServer } from '../../../../support/push-server.ts'
import { until } from '../../../../support/until.ts'

const NUMBERS = push({ name: 'numbers', path: '/numbers', frame: Type.Object({ id: Type.Number() }) })

interface Setup {
  token?: string
  timings?: Partial<typeof TIMINGS>
  catchUp?: (signal: AbortSignal) => Promise<void>
  renewToken?: () => Promise<string>
  random?: () => number
  onFrame?: (id: number) => void
  onLive?: () => void
}

function subscribe(url: string, setup: Setup = {}) {
  const connection = new PlatformConnection({ base: url, timeouts: { platform: 2000, device: 2000 } })
  const seen = {
    states: [] as SubscriptionState[],
    log: [] as (number | 'caught up')[],
    waits: [] as number[],
    bad: 0,
    catchUps: 0,
  }
  let token = setup.token ?? 'token-1'
  const subscription = new Subscription({
    push: NUMBERS,
    connection,
    token: () => token,
    renewToken: async () => {
      if (!setup.renewToken) throw new AppError('platform', { platformCode: 9 })
      token = await setup.renewToken()
    },
    catchUp: async (signal) => {
      seen.catchUps++
      await setup.catchUp?.(signal)
      seen.log.push('caught up')
    },
    onFrame: (frame) => {
      setup.onFrame?.(frame.id)
      seen.log.push(frame.id)
    },
    onState: (state) => {
      seen.states.push(state)
      if (state.phase === 'lost') seen.waits.push(Math.round((state.retryAt - Date.now()) / 10) * 10)
      if (state.phase === 'live') setup.onLive?.()
    },
    ...(setup.random ? { random: setup.random } : {}),
    onBadFrame: () => seen.bad++,
    timings: { ...TIMINGS, callMs: 2000, backoffFirstMs: 20, backoffMostMs: 50, ...setup.timings },
  })
  onTestFinished(() => {
    subscription.stop()
    connection.dispose()
  })
  subscription.start()
  const phase = (): string => seen.states.at(-1)?.phase ?? 'none'
  return { subscription, seen, phase, live: () => until('live', () => phase() === 'live') }
}

describe('calls itself live', () => {
  it('only after what was missed has been fetched, and applies frames that came meanwhile after it', async () => {
    const server = await PushServer.open()
    const gate = Promise.withResolvers<void>()
    const { seen, phase, live } = subscribe(server.url, { catchUp: () => gate.promise })
    await until('catching up', () => phase() === 'catching-up' && server.open === 1)
    server.push({ id: 1 })
    server.push({ ID: '2' })
    server.push('')
    await until('a frame that is none', () => {
      server.push('not json')
      return seen.bad > 0
    })
    expect(phase()).toBe('catching-up')
    expect(seen.log).toEqual([])
    gate.resolve()
    await live()
    server.push({ id: 3 })
    await until('frame 3', () => seen.log.includes(3))
    expect(seen.log).toEqual(['caught up', 1, 2, 3])
  })

  it('not while catching up fails: it tries again', async () => {
    const server = await PushServer.open()
    let failures = 2
    const { seen, live } = subscribe(server.url, {
      catchUp: () => (failures-- > 0 ? Promise.reject(new AppError('timeout')) : Promise.resolve()),
    })
    await live()
    expect(seen.catchUps).toBe(3)
    expect(seen.states.filter(({ phase }) => phase === 'lost')).toHaveLength(2)
  })
})

describe('after a loss', () => {
  it('says since when and why, comes back by itself and catches up again', async () => {
    const server = await PushServer.open()
    const { seen, live } = subscribe(server.url)
    await live()
    const before = Date.now()
    server.cut()
    await until('live again', () => seen.catchUps === 2 && seen.states.at(-1)?.phase === 'live')
    const lost = seen.states.find((state) => state.phase === 'lost')
    expect(lost).toMatchObject({ error: { code: 'reset' } })
    expect(lost?.phase === 'lost' && lost.since).toBeGreaterThanOrEqual(before)
  })

  it('keeps the time of the first loss over failed tries', async () => {
    const server = await PushServer.open()
    const { seen, live } = subscribe(server.url)
    await live()
    server.refuse = () => 503
    server.cut()
    await until('three tries', () => seen.states.filter(({ phase }) => phase === 'lost').length >= 3)
    const since = seen.states.filter((state) => state.phase === 'lost').map((state) => state.since)
    expect(new Set(since).size).toBe(1)
    expect(seen.states.at(-1)).toMatchObject({ error: { code: 'http-status', details: { httpStatus: 503 } } })
  })

  it('finds a half-open connection by its silence and dates the loss to what was heard last', async () => {
    const server = await PushServer.open()
    server.halfOpen = true
    const { seen, live } = subscribe(server.url, { timings: { keepaliveMs: 50, livenessMs: 300 } })
    await live()
    const connectedAt = Date.now()
    const lost = await until('loss', () => seen.states.find((state) => state.phase === 'lost'))
    expect(lost.error.code).toBe('timeout')
    expect(lost.since).toBeLessThanOrEqual(connectedAt)
  })

  it('tries at once when told to hurry', async () => {
    const server = await PushServer.open()
    server.refuse = () => 503
    const { subscription, seen, phase, live } = subscribe(server.url, {
      timings: { backoffFirstMs: 600_000, backoffMostMs: 600_000 },
    })
    await until('loss', () => phase() === 'lost')
    server.refuse = () => undefined
    subscription.hurry()
    await live()
    expect(seen.catchUps).toBe(1)
  })
})

describe('keeps the connection', () => {
  it('by empty messages, and takes the answers to its pings for life', async () => {
    const server = await PushServer.open()
    const { seen, live } = subscribe(server.url, { timings: { keepaliveMs: 20, livenessMs: 150 } })
    await live()
    const until20 = await until('twenty keepalives', () => server.received >= 20)
    expect(until20).toBe(true)
    expect(seen.states.some(({ phase }) => phase === 'lost')).toBe(false)
  })
})

describe('the token', () => {
  it('goes as sub-protocol', async () => {
    const server = await PushServer.open()
    await subscribe(server.url).live()
    expect(server.accepted).toEqual([{ token: 'token-1', by: 'protocol' }])
  })

  it('goes in the query when a sub-protocol cannot carry it', async () => {
    const server = await PushServer.open()
    await subscribe(server.url, { token: 'a+b/c==' }).live()
    expect(server.accepted).toEqual([{ token: 'a+b/c==', by: 'query' }])
  })

  it('goes in the query when the platform does not agree to the sub-protocol', async () => {
    const server = await PushServer.open()
    server.agreeToProtocol = false
    await subscribe(server.url).live()
    expect(server.accepted.at(-1)).toEqual({ token: 'token-1', by: 'query' })
  })

  it('is renewed once when the upgrade is refused with 401', async () => {
    const server = await PushServer.open()
    server.refuse = (token) => (token === 'token-1' ? 401 : undefined)
    const { seen, live } = subscribe(server.url, { renewToken: () => Promise.resolve('token-2') })
    await live()
    expect(server.accepted).toEqual([{ token: 'token-2', by: 'protocol' }])
    expect(seen.states.some(({ phase }) => phase === 'lost')).toBe(false)
  })

  it('that cannot be renewed is told as the reason', async () => {
    const server = await PushServer.open()
    server.refuse = () => 401
    const { seen, phase } = subscribe(server.url)
    await until('loss', () => phase() === 'lost')
    expect(seen.states.at(-1)).toMatchObject({ error: { code: 'platform', details: { platformCode: 9 } } })
  })
})

it('stops for good: no try after the end', async () => {
  const server = await PushServer.open()
  const { subscription, live } = subscribe(server.url)
  await live()
  subscription.stop()
  await until('socket closed', () => server.open === 0)
  const upgrades = server.upgrades
  subscription.hurry()
  const second = subscribe(server.url)
  await second.live()
  expect(server.upgrades).toBe(upgrades + 1)
})

it('that is stopped while a new token is on its way opens nothing with it', async () => {
  const server = await PushServer.open()
  server.refuse = (token) => (token === 'token-1' ? 401 : undefined)
  const renewal = Promise.withResolvers<string>()
  const { subscription } = subscribe(server.url, { renewToken: () => renewal.promise })
  await until('refused', () => server.upgrades === 1)
  subscription.stop()
  renewal.resolve('token-2')
  const second = subscribe(server.url, { token: 'token-3' })
  await second.live()
  expect(server.accepted.map(({ token }) => token)).toEqual(['token-3'])
})

it('waits longer and longer for a platform that lets it in and throws it out at once', async () => {
  const server = await PushServer.open()
  const { seen } = subscribe(server.url, {
    timings: { backoffFirstMs: 10, backoffMostMs: 60_000 },
    random: () => 1,
    onLive: () => server.cut(),
  })
  const waits = await until('five losses', () => {
    const lost = seen.waits
    return lost.length >= 5 && lost
  })
  expect(waits.slice(0, 5)).toEqual([10, 20, 40, 80, 160])
})

it('counts a notice that breaks its listener and goes on', async () => {
  const server = await PushServer.open()
  const { seen, live } = subscribe(server.url, {
    onFrame: (id) => {
      if (id === 1) throw new Error('a fault of ours')
    },
  })
  await live()
  server.push({ id: 1 })
  server.push({ id: 2 })
  await until('the second', () => seen.log.includes(2))
  expect(seen.bad).toBe(1)
})

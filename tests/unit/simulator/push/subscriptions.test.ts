import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { Value } from 'typebox/value'
import { pushes } from '../../../../shared/platform/index.ts'
import { startSimulator, type Simulator } from '../../../simulator/simulator.ts'
import type { OnlineStatusFrame } from '../../../simulator/push/frames.ts'
import { tokenOf, until } from '../desk.ts'

let simulator: Simulator
const sockets: WebSocket[] = []
beforeEach(async () => {
  simulator = await startSimulator({ devices: 60, idleMs: 400 })
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate()
  await simulator.close()
})

function dial(protocol: string | undefined, query = ''): WebSocket {
  const socket = new WebSocket(
    `${simulator.url.replace('http', 'ws')}${pushes.onlineStatus.path}${query}`,
    protocol ? [protocol] : [],
  )
  sockets.push(socket)
  return socket
}

/** 101, or the status of the refusal. */
function outcome(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    socket.on('open', () => resolve(101))
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('error', () => undefined)
  })
}

function frames(socket: WebSocket): OnlineStatusFrame[] {
  const received: OnlineStatusFrame[] = []
  socket.on('message', (data: Buffer) => received.push(JSON.parse(data.toString('utf8'))))
  return received
}

describe('the upgrade', () => {
  it('takes the token as sub-protocol and gives it back, or from the query', async () => {
    const token = await tokenOf(simulator)
    const socket = dial(token)
    expect(await outcome(socket)).toBe(101)
    expect(socket.protocol).toBe(token)
    expect(await outcome(dial(undefined, `?token=${token}`))).toBe(101)
  })

  it('is refused with 401 without a good token', async () => {
    expect(await outcome(dial('nonsense'))).toBe(401)
    expect(await outcome(dial(undefined))).toBe(401)
  })

  it('is refused on command', async () => {
    simulator.control.upgrades({ mode: 'refuse' })
    expect(await outcome(dial(await tokenOf(simulator)))).toBe(503)
  })
})

describe('a subscription', () => {
  it('is closed without data from the client and lives with it', async () => {
    const token = await tokenOf(simulator)
    const [silent, lively] = [dial(token), dial(token)]
    await Promise.all([outcome(silent), outcome(lively)])
    const keepAlive = setInterval(() => lively.send(''), 100)
    await until(() => silent.readyState === WebSocket.CLOSED)
    const [left] = simulator.seen().websockets
    await until(() => (simulator.seen().websockets[0]?.received ?? 0) > (left?.received ?? 0) + 3)
    clearInterval(keepAlive)
    expect(lively.readyState).toBe(WebSocket.OPEN)
  })

  it('tells of devices, off-line with their ids only, and of desks', async () => {
    const socket = dial(await tokenOf(simulator))
    await outcome(socket)
    const received = frames(socket)
    const device = simulator.fleet().devices.find((entry) => entry.online && !entry.terminal)
    if (!device) throw new Error('no device')
    simulator.control.setOnline({ device: device.id, online: false })
    simulator.control.setOnline({ device: device.id, online: true })
    await tokenOf(simulator, 'operator', 'Watch-2026')
    await until(() => received.length === 3)
    expect(received.every((frame) => Value.Check(pushes.onlineStatus.frame, frame))).toBe(true)
    expect(received[0]).toEqual({
      type: 'PU',
      time: expect.any(Number),
      status: 0,
      device: { id: device.id, channels: [] },
    })
    expect(received[1]).toMatchObject({
      type: 'PU',
      status: 1,
      device: { id: device.id, name: device.name, channels: device.channels },
    })
    expect(received[2]).toMatchObject({ type: 'CU', status: 1, user: { id: 'operator' } })
  })

  it('can fall silent without closing: no pushes, no pongs, no idle close', async () => {
    const socket = dial(await tokenOf(simulator))
    await outcome(socket)
    const received = frames(socket)
    let pongs = 0
    socket.on('pong', () => pongs++)
    simulator.control.holdWebsockets({ held: true })
    const [device] = simulator.fleet().devices
    simulator.control.setOnline({ device: device?.id ?? '', online: !device?.online })
    socket.ping()
    const beyondIdle = Date.now() + 700
    await until(() => Date.now() > beyondIdle)
    expect([received.length, pongs, socket.readyState]).toEqual([0, 0, WebSocket.OPEN])
  })

  it('ends with a kick', async () => {
    const socket = dial(await tokenOf(simulator, 'operator', 'Watch-2026'))
    await outcome(socket)
    expect(simulator.control.kick({ account: 'operator' })).toEqual({ ended: 1, closed: 1 })
    await until(() => socket.readyState === WebSocket.CLOSED)
  })
})

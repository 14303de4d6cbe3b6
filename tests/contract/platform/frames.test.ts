/** What the six subscriptions push, held against their schemas to the last field; and when they are closed. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { decodeFrame } from '../../../electron/core/platform/frame.ts'
import type { Push } from '../../../shared/platform/define.ts'
import { operations, pushes } from '../../../shared/platform/index.ts'
import { DEFAULTS } from '../../simulator/options.ts'
import type { PushName } from '../../simulator/push/connection.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import { openPlatform } from '../../support/platform.ts'
import { until } from '../../support/until.ts'
import { chatGroups, meetings, messages } from './conformance/chat.ts'
import { Caller, expectFits } from './conformance/caller.ts'

const ADMIN = { username: 'admin', password: '123456' }
const OPERATOR = { username: 'operator', password: 'Watch-2026' }
const NAMES = Object.keys(pushes) as PushName[]

async function dial(simulator: Simulator, name: PushName, token: string): Promise<WebSocket> {
  const socket = new WebSocket(simulator.url.replace('http', 'ws') + pushes[name].path, [token])
  onTestFinished(() => socket.terminate())
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  return socket
}

/** An administrator who listens to everything; `texts` are the frames as they came. */
async function open(options: { asDocumented?: boolean } = {}) {
  const simulator = await openPlatform({ devices: 80, positionsMs: 100, ...options })
  const caller = new Caller(simulator, new Set())
  await caller.signIn(ADMIN)
  const texts = Object.fromEntries(NAMES.map((name) => [name, [] as string[]])) as Record<PushName, string[]>
  const sockets = await Promise.all(NAMES.map((name) => dial(simulator, name, caller.token)))
  sockets.forEach((socket, at) => {
    const into = texts[NAMES[at] ?? 'alarm']
    socket.on('message', (data: Buffer) => into.push(data.toString('utf8')))
  })
  const socketOf = (name: PushName) => sockets[NAMES.indexOf(name)] ?? expect.unreachable(name)
  return { simulator, caller, texts, socketOf }
}

type Opened = Awaited<ReturnType<typeof open>>

/** The frame as it is read, after nothing of it was found to be unknown or of another type. */
function fitting(name: PushName, text: string): Record<string, unknown> {
  const push: Push = pushes[name]
  const frame = decodeFrame(push, text)
  expectFits(push, push.frame, frame)
  return frame as Record<string, unknown>
}

/** All kinds of frames, by the values of these fields. */
async function kinds({ texts }: Opened, name: PushName, fields: readonly string[], wanted: readonly string[]) {
  const seen = () =>
    new Set(texts[name].map((text) => fields.map((field) => String(fitting(name, text)[field])).join(' ')))
  await until(`${name}: ${wanted.join(', ')}`, () => wanted.every((kind) => seen().has(kind)))
}

const causes: Readonly<Record<PushName, (opened: Opened) => Promise<void>>> = {
  async onlineStatus(opened) {
    const { control } = opened.simulator
    for (const terminal of [true, false]) {
      const found = opened.simulator.fleet().devices.find((device) => device.online && device.terminal === terminal)
      for (const online of [false, true]) control.setOnline({ device: found?.id ?? '', online })
    }
    await opened.caller.as(OPERATOR)
    control.kick({ account: OPERATOR.username })
    await kinds(opened, 'onlineStatus', ['type', 'status'], ['PU 0', 'PU 1', 'UA 0', 'UA 1', 'CU 0', 'CU 1'])
  },
  async alarm(opened) {
    const { caller, simulator } = opened
    const device = simulator.fleet().devices.find(({ online, terminal }) => online && terminal)?.id ?? ''
    const raise = (releaseAfter?: number) =>
      simulator.control.alarm({ device, channel: 0, ...(releaseAfter ? { releaseAfter } : {}) }).key
    raise(5)
    simulator.control.advance({ seconds: 6 })
    for (const status of [2, 3] as const)
      await caller.ok(operations.alarm.process, { params: { key: raise() }, body: { status, process_desc: 'seen' } })
    await kinds(opened, 'alarm', ['status'], ['0', '1', '2', '3'])
  },
  async im(opened) {
    await messages.run(opened.caller)
    const { control, fleet } = opened.simulator
    const device = fleet().devices.find(({ online }) => online)?.id ?? ''
    const say = (speaker: string, speakerType: 'User' | 'PU', type: string, content: object) =>
      control.say({ speaker, speakerType, audience: 'admin', type, content: JSON.stringify(content) })
    say('viewer', 'User', 'text', { textMsg: 'here' })
    say(device, 'PU', 'gps', { lat: 31.5, lng: 117.5 })
    const file = { fileID: 'F', fileSize: '12', fileName: 'a.jpg' }
    for (const type of ['file', 'picture', 'audio', 'video', 'confaudio']) say(device, 'PU', type, file)
    await kinds(opened, 'im', ['speakerType', 'msgType'], ['User text', 'PU gps', 'PU picture', 'PU confaudio'])
  },
  async gpsData(opened) {
    opened.socketOf('gpsData').send(JSON.stringify({ all: true }))
    const online = opened.simulator.fleet().devices.filter((device) => device.online)
    await kinds(
      opened,
      'gpsData',
      ['devId'],
      online.map(({ id }) => id),
    )
  },
  async conference(opened) {
    await chatGroups.run(opened.caller)
    await meetings.run(opened.caller)
    await kinds(opened, 'conference', ['type', 'operation'], CONFERENCE_KINDS)
  },
  /** What a command carries is explained nowhere: these carry nothing. */
  async command(opened) {
    for (const command of ['open_dialog', 'conf_join'] as const)
      void opened.simulator.control.commandDesk({ account: 'admin', command })
    await kinds(opened, 'command', ['method', 'command'], ['post open_dialog', 'post conf_join'])
  },
}

const CONFERENCE_KINDS = [
  'group add',
  'group mod',
  'group del',
  'group-member add',
  'group-member mod',
  'group-member del',
  'conference add',
  'conference del',
  'member add',
  'member del',
  'member start-speak',
  'member end-speak',
]

describe.each([
  ['on the wire', false],
  ['as documented', true],
])('frames, %s', (_, asDocumented) => {
  it.each(NAMES)('of %s fit to the last field', async (name) => {
    const opened = await open({ asDocumented })
    await causes[name](opened)
    expect(opened.texts[name].length).toBeGreaterThan(1)
    for (const text of opened.texts[name]) fitting(name, text)
    expect(opened.simulator.seen().violations).toEqual([])
  })

  it.each(['onlineStatus', 'im', 'command'] as const)('of %s say the ID as is meant', async (name) => {
    const opened = await open({ asDocumented })
    await causes[name](opened)
    const [printed, wire] = ['"ID":', '"id":'].map((field) => opened.texts[name].some((text) => text.includes(field)))
    expect({ printed, wire }).toEqual({ printed: asDocumented, wire: !asDocumented })
  })
})

describe('silence', () => {
  it('of a minute is what the platform bears, unless told otherwise', () => {
    expect(DEFAULTS.idleMs).toBe(60_000)
  })

  it.each(NAMES)('closes %s, and an empty message keeps it open', async (name) => {
    const simulator = await openPlatform({ idleMs: 400 })
    const caller = new Caller(simulator, new Set())
    await caller.signIn(ADMIN)
    const [silent, lively] = [await dial(simulator, name, caller.token), await dial(simulator, name, caller.token)]
    const openedAt = performance.now()
    const keepAlive = setInterval(() => lively.send(''), 100)
    onTestFinished(() => clearInterval(keepAlive))
    const closed = await new Promise<number>((resolve) => silent.once('close', resolve))
    expect(closed).toBe(1000)
    expect(performance.now() - openedAt).toBeGreaterThan(250)
    const received = () => simulator.seen().websockets[0]?.received ?? 0
    const before = received()
    await until('kept open beyond that', () => received() > before + 5)
    expect(lively.readyState).toBe(WebSocket.OPEN)
    expect(simulator.seen().violations).toEqual([])
  })
})

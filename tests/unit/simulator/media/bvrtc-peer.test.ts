import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSimulator, type Simulator } from '../../../simulator/simulator.ts'
import { call, tokenOf, until } from '../desk.ts'
import { bvrtcOffer, connectAt, connectBvrtc, WATCH, type BvrtcClient } from './bvrtc-client.ts'
import { codeInPacket, viewInPacket } from './code-reader.ts'
import { tonePacket } from '../../../simulator/media/tone.ts'

let simulator: Simulator
let token: string
const clients: BvrtcClient[] = []
beforeEach(async () => {
  simulator = await startSimulator({ devices: 60 })
  token = await tokenOf(simulator)
})
afterEach(async () => {
  for (const { socket } of clients.splice(0)) socket.terminate()
  await simulator.close()
})

const TALK_AND_LISTEN = [
  ['audio', 'sendonly'],
  ['audio', 'recvonly'],
] as const

function onlineDevice() {
  const device = simulator.fleet().devices.find((entry) => entry.online)
  if (!device) throw new Error('nothing on-line')
  return device
}

async function open(sections: Parameters<typeof bvrtcOffer>[0] = WATCH, id = onlineDevice().id) {
  const answer = await call(simulator, 'dialog.openDeviceBvrtc', {
    token,
    body: { id, index: 0, sdp: bvrtcOffer(sections) },
  })
  return answer as typeof answer & { data: { dialogid: string; sdp: string } }
}

async function watch(sections?: Parameters<typeof bvrtcOffer>[0], id?: string) {
  const { data } = await open(sections, id)
  const client = await connectBvrtc(simulator.url, data.sdp)
  clients.push(client)
  return { ...data, client }
}

const sequence = (packet: Buffer | undefined) => packet?.readUInt16BE(2) ?? -1

describe('a dialog of bvrtc', () => {
  it('answers with a session, a candidate and an end for each section', async () => {
    const { data } = await open()
    const { port } = new URL(simulator.url)
    expect(data.sdp).toMatch(/^a=msid-semantic: WMS [0-9a-f]{16}\r$/m)
    expect(data.sdp.match(/^a=candidate:.*$/gm)?.map((line) => line.trim().split(' ').slice(4))).toEqual([
      ['127.0.0.1', port, 'typ', 'host'],
      ['127.0.0.1', port, 'typ', 'host'],
    ])
    expect(data.sdp.match(/^m=\w+/gm)).toEqual(['m=video', 'm=audio'])
    expect(data.sdp.match(/^a=sendonly/gm)).toHaveLength(2)
    const ends = data.sdp.match(/^a=ssrc:\d+/gm)
    expect(new Set(ends).size).toBe(2)
    expect(ends).not.toContain('a=ssrc:0')
  })

  it('reports at once, then sends pictures with their code and the tone, each to the end of its section', async () => {
    const { client, sdp } = await watch()
    await until(() => client.audio.length >= 50)
    const [hello] = client.reports
    expect(hello?.toString('hex', 0, 4)).toBe('81c90007')
    expect(hello?.readUInt32BE(4)).toBe(1)
    expect(sdp).toContain(`a=ssrc:${hello?.readUInt32BE(8)} `)
    expect(client.video.every((packet) => packet.readUInt32BE(8) === 1)).toBe(true)
    expect(client.audio.every((packet) => packet.readUInt32BE(8) === 65_538)).toBe(true)
    expect(client.video.every((packet) => packet.length <= 1092)).toBe(true)
    const codes = client.video.flatMap((packet) => codeInPacket(packet) ?? [])
    expect(codes.length).toBeGreaterThan(20)
    expect(codes.map(({ frame }) => frame)).toEqual(codes.map((_, index) => index))
    expect(new Set(codes.map(({ device }) => device))).toEqual(new Set([onlineDevice().number]))
    const marked = client.video.filter((packet) => (packet[1] ?? 0) & 0x80)
    expect(Math.abs(marked.length - codes.length)).toBeLessThanOrEqual(1)
    // One packet a message: a report on its own, without a description behind it.
    const clock = client.reports.find((report) => report[1] === 200)
    expect(clock).toHaveLength(28)
  })

  it('sends again what is asked for in the private way, with its mask little endian', async () => {
    const { client, sdp } = await watch()
    await until(() => client.video.length > 30)
    const wanted = client.video[20] as Buffer
    const end = Number(/a=ssrc:(\d+)/.exec(sdp)?.[1])
    const request = Buffer.from('80cc0004000000007365616b0000000100000100', 'hex')
    request.writeUInt32BE(end, 4)
    request.writeUInt16BE(sequence(wanted), 16)
    client.socket.send(request)
    const times = (number: number) => client.video.filter((packet) => sequence(packet) === number).length
    await until(() => times(sequence(wanted)) === 2 && times((sequence(wanted) + 1) & 0xffff) === 2)
    expect(client.video.filter((packet) => sequence(packet) === sequence(wanted))[1]).toEqual(wanted)
  })

  it('is heard where the channel can talk, and counts it', async () => {
    const { client, sdp, dialogid } = await watch(TALK_AND_LISTEN)
    expect(sdp.match(/^a=(sendonly|recvonly)/gm)).toEqual(['a=recvonly', 'a=sendonly'])
    const end = Number(/a=ssrc:(\d+)/.exec(sdp)?.[1])
    const packet = Buffer.alloc(332, 0xd5)
    packet.writeUInt16BE(0x8088, 0)
    packet.writeUInt32BE(end, 8)
    for (let count = 0; count < 5; count++) client.socket.send(packet)
    await until(() => simulator.seen().dialogs[0]?.media.received === 5)
    const { data } = await call(simulator, 'dialog.info', { token, params: { id: dialogid } })
    expect(data).toMatchObject({ requester: { dwDataSize: 5 * 332, protoc: 'WSBV' }, target: { upDataSize: 5 * 332 } })
  })

  it('tells what it heard', async () => {
    const { client, sdp, dialogid } = await watch([['audio', 'sendonly']])
    const end = Number(/a=ssrc:(\d+)/.exec(sdp)?.[1])
    for (let number = 0; number < 50; number++) {
      const header = Buffer.from('808800000000000000000000', 'hex')
      header.writeUInt16BE(number, 2)
      header.writeUInt32BE(number * 160, 4)
      header.writeUInt32BE(end, 8)
      client.socket.send(Buffer.concat([header, tonePacket(650)]))
    }
    await until(() => simulator.control.heard({ dialog: dialogid }).packets === 50)
    expect(simulator.control.heard({ dialog: dialogid })).toMatchObject({ ms: 1000, frequencyHz: 650 })
    expect(() => simulator.control.heard({ dialog: 'none' })).toThrow('no dialog none')
  })

  it('loses what it was told to lose, and makes it good when asked', async () => {
    const { client, sdp, dialogid } = await watch()
    await until(() => client.video.length > 10)
    simulator.control.lose({ dialog: dialogid, packets: 3 })
    const gapAt = () =>
      client.video.findIndex(
        (packet, at) => at > 0 && sequence(packet) !== ((sequence(client.video[at - 1]) + 1) & 0xffff),
      )
    await until(() => gapAt() > 0)
    const lost = (sequence(client.video[gapAt() - 1]) + 1) & 0xffff
    expect(sequence(client.video[gapAt()])).toBe((lost + 3) & 0xffff)
    expect(simulator.seen().dialogs[0]?.media.lost).toBe(3)
    const request = Buffer.from('80cc0004000000007365616b0000000100000300', 'hex')
    request.writeUInt32BE(Number(/a=ssrc:(\d+)/.exec(sdp)?.[1]), 4)
    request.writeUInt16BE(lost, 16)
    client.socket.send(request)
    const has = (number: number) => client.video.some((packet) => sequence(packet) === (number & 0xffff))
    await until(() => has(lost) && has(lost + 1) && has(lost + 2))
  })

  it('is impaired by device or for all, and perfect again', async () => {
    const { id } = onlineDevice()
    const { client } = await watch()
    const lost = () => simulator.seen().dialogs[0]?.media.lost ?? 0
    simulator.control.impair({ device: 'PU_OTHER', loss: 1 })
    await until(() => client.video.length > 20)
    expect(lost()).toBe(0)
    simulator.control.impair({ device: id, loss: 1 })
    await until(() => lost() > 5)
    simulator.control.impair({})
    const before = lost()
    const had = client.video.length
    await until(() => client.video.length > had + 10)
    expect(lost()).toBe(before)
  })

  it('shows where a camera that turns looks, while it turns', async () => {
    const dome = simulator.fleet().devices.find(({ classId, online }) => classId === 104 && online)
    if (!dome) throw new Error('no dome is on-line')
    const { client } = await watch([['video', 'recvonly']], dome.id)
    const looks = () => client.video.slice(-10).flatMap((packet) => viewInPacket(packet) ?? [])
    await until(() => looks().length > 0)
    const before = looks().at(-1)
    const move = (stop: boolean) =>
      call(simulator, 'ptz.control', {
        token,
        params: { puid: dome.id, index: 0 },
        body: { operate: 'righttop', stop, hSpeed: 50, vSpeed: 20 },
      })
    expect((await move(false)).code).toBe(0)
    await until(() => (looks().at(-1)?.pan ?? 0) > (before?.pan ?? 0) + 10)
    expect((await move(true)).code).toBe(0)
    const { pan, tilt } = simulator.control.ptz({ device: dome.id, index: 0 })
    await until(() => Math.abs((looks().at(-1)?.pan ?? 0) - pan) < 0.1)
    expect(looks().at(-1)?.tilt).toBeCloseTo(tilt, 0)
    expect(tilt).toBeGreaterThan(before?.tilt ?? 0)
    const other = simulator.fleet().devices.find(({ classId, online }) => classId === 101 && online)
    const { client: fixed } = await watch([['video', 'recvonly']], other?.id)
    await until(() => fixed.video.some((packet) => codeInPacket(packet)))
    expect(fixed.video.flatMap((packet) => viewInPacket(packet) ?? [])).toEqual([])
  })

  it('is reached at the media server, at the platform, or at one of both', async () => {
    const { host, port } = simulator.control.mediaAddress({ port: 'own', throughPlatform: false })
    const { data } = await open()
    expect(data.sdp).toContain(`a=candidate:1 1 TCP 2130706431 ${host} ${port} typ host`)
    expect(port).not.toBe(Number(new URL(simulator.url).port))
    await expect(connectBvrtc(simulator.url, data.sdp)).rejects.toThrow('404')
    const client = await connectBvrtc(`http://${host}:${port}`, data.sdp)
    clients.push(client)
    await until(() => client.video.length > 5)
    simulator.control.mediaAddress({ host: '192.0.2.1', throughPlatform: true })
    expect((await open()).data.sdp).toContain(' 192.0.2.1 ')
    expect((await watch()).client.closed).toBe(false)
  })

  it('falls silent while frozen, ends the websocket when closed, and forgets its address', async () => {
    const { client, dialogid } = await watch()
    await until(() => client.video.length > 5)
    simulator.control.freeze({})
    const sent = () => simulator.seen().dialogs[0]?.media.videoPackets
    const before = sent()
    const reports = client.reports.length
    simulator.control.thaw({})
    await until(() => (sent() ?? 0) > (before ?? 0))
    expect(client.reports.length).toBeGreaterThanOrEqual(reports)
    await call(simulator, 'dialog.close', { token, params: { dialogid } })
    await until(() => client.closed)
    await expect(connectAt(client.socket.url)).rejects.toThrow('404')
    expect(simulator.seen().violations).toEqual([])
  })

  it('is told apart from WebRTC in lists, with what really runs', async () => {
    const { client, dialogid } = await watch()
    await until(() => client.video.length > 60)
    await until(() => client.reports.length > 2)
    const list = async (proto: string) =>
      (await call(simulator, 'dialog.list', { token, body: { page: 0, pageSize: 10, filter: { proto } } })) as {
        data: Record<string, unknown>[]
        info?: { upBitrateShort: number }
      }
    expect((await list('webrtc')).data).toEqual([])
    const { data, info } = await list('bvrtc')
    expect(data).toMatchObject([{ id: dialogid, status: 'Working', requesterProto: 'bvrtc', targetType: 'PU' }])
    expect(data[0]?.['r_upDataSize']).toBeGreaterThan(10_000)
    expect(info?.upBitrateShort).toBeGreaterThanOrEqual(0)
  })

  it('is refused for another transport, a missing end or a device that is not there', async () => {
    const { id } = onlineDevice()
    const codeOf = async (sdp: string, device = id) =>
      (await call(simulator, 'dialog.openDeviceBvrtc', { token, body: { id: device, index: 0, sdp } })).code
    const good = bvrtcOffer(WATCH)
    expect(await codeOf('nonsense')).toBe(4)
    expect(await codeOf(good.replaceAll('WSBV/RTP/AVP', 'UDP/TLS/RTP/SAVPF'))).toBe(8)
    expect(await codeOf(good.replaceAll(/a=ssrc:\d+/g, 'a=ssrc:0'))).toBe(4)
    expect(await codeOf(good, 'PU_NONE')).toBe(2)
    expect(simulator.seen().dialogs).toEqual([])
  })
})

describe('the streaming service', () => {
  it('tells what dialogs carried, each ten seconds, until it is reset', async () => {
    const { client } = await watch()
    await until(() => client.video.length > 50)
    simulator.control.advance({ seconds: 30 })
    const series = async () => {
      const { data } = await call(simulator, 'vtdu.list', { token })
      const [server] = data as { id: string; status: { status: { name: string; data: number[] }[] } }[]
      return {
        id: server?.id,
        ...Object.fromEntries(server?.status.status.map(({ name, data }) => [name, data]) ?? []),
      }
    }
    const before = (await series()) as unknown as { id: string; dialogs: number[]; sent: number[] }
    expect(before.dialogs).toEqual([1, 1, 1])
    expect(before.sent[0]).toBeGreaterThan(1000)
    expect(before.sent[2]).toBe(0)
    const reset = async (body: string[]) => (await call(simulator, 'vtdu.resetStatistics', { token, body })).code
    expect(await reset(['VTDU_NONE'])).toBe(2)
    expect(await reset([])).toBe(4)
    expect(await reset([before.id])).toBe(0)
    expect(await series()).toMatchObject({ dialogs: [], sent: [] })
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aggregateH265, fragmentH265 } from '../../../simulator/media/h265/rtp.ts'
import { loadH265Scene } from '../../../simulator/media/h265/scene.ts'
import { h265TypeOf } from '../../../simulator/media/h265/slice-header.ts'
import { MAX_PAYLOAD, payloadOf } from '../../../simulator/media/rtp.ts'
import { startSimulator, type Simulator } from '../../../simulator/simulator.ts'
import { call, tokenOf, until } from '../desk.ts'
import { bvrtcOffer, connectBvrtc, WATCH, type BvrtcClient } from './bvrtc-client.ts'

describe('payloads of H.265', () => {
  it('are cut so that they can be put together again', () => {
    const nal = Buffer.from(
      Array.from({ length: 5000 }, (_, index) => (index === 0 ? 0x26 : index === 1 ? 1 : index % 251)),
    )
    const pieces = fragmentH265(nal)
    expect(pieces.every((piece) => piece.length <= MAX_PAYLOAD && piece.readUInt16BE(0) === 0x6201)).toBe(true)
    expect(pieces.map((piece) => (piece[2] ?? 0) >> 6)).toEqual([2, 0, 0, 0, 1])
    const type = (pieces[0]?.[2] ?? 0) & 0x3f
    expect(Buffer.concat([Buffer.from([type << 1, 1]), ...pieces.map((piece) => piece.subarray(3))])).toEqual(nal)
    expect(fragmentH265(nal.subarray(0, MAX_PAYLOAD))).toEqual([nal.subarray(0, MAX_PAYLOAD)])
  })

  it('are put behind their lengths', () => {
    expect(aggregateH265([Buffer.from('400101', 'hex'), Buffer.from('42010203', 'hex')]).toString('hex')).toBe(
      '6001' + '0003' + '400101' + '0004' + '42010203',
    )
  })

  it('begin with the parameter sets at each key frame, and have room for the code', () => {
    const scene = loadH265Scene()
    expect(scene.parameters).toMatchObject({ width: 640, height: 400, widthBlocks: 40 })
    expect(scene).toMatchObject({ length: 200, keys: [0, 50, 100, 150] })
    expect(scene.headers.every(({ address }) => address === 120)).toBe(true)
    const bits = new Uint8Array(120).map((_, index) => index % 2)
    const types = (index: number) => scene.payloads(index, bits).map(h265TypeOf)
    expect(types(0).slice(0, 2)).toEqual([48, 20])
    expect(new Set(types(0).slice(2))).toEqual(new Set([49]))
    expect(new Set(types(7))).toEqual(new Set([1]))
  })
})

describe('a camera that is set to other codecs', () => {
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

  it('sends them by bvrtc, and no pictures by WebRTC', async () => {
    const device = simulator.fleet().devices.find(({ classId, online }) => classId === 101 && online)
    const params = { puid: device?.id ?? '', index: 0 }
    const { data } = await call(simulator, 'encoder.get', { token, params })
    const sending = (data as Record<string, unknown>[]).find(({ type }) => type === 1)
    const { videoCodecAll: _codecs, imageSizeAll: _sizes, rateControlAll: _rates, ...settings } = sending ?? {}
    const change = [{ ...settings, videoCodecIndex: 1, audioCodecIndex: 1 }]
    expect((await call(simulator, 'encoder.set', { token, params, body: change as object })).code).toBe(0)

    const body = { id: params.puid, index: 0, sdp: bvrtcOffer(WATCH) }
    const opened = await call(simulator, 'dialog.openDeviceBvrtc', { token, body })
    const { sdp } = opened.data as { sdp: string }
    expect(sdp).toContain('a=rtpmap:103 H265/90000')
    expect(sdp).toContain('a=rtpmap:97 AAC/16000')
    const client = await connectBvrtc(simulator.url, sdp)
    clients.push(client)
    const ofType = (type: number) => client.video.filter((packet) => ((packet[1] ?? 0) & 0x7f) === type)
    await until(() => ofType(103).length > 100 && ofType(97).length > 20)
    expect(h265TypeOf(payloadOf(ofType(103)[0] as Buffer))).toBe(48)
    const sound = ofType(97)
    expect(sound.every((packet) => packet.readUInt16BE(12) === 0xfff1 && ((packet[1] ?? 0) & 0x80) !== 0)).toBe(true)
    const stamps = sound.map((packet) => packet.readUInt32BE(4))
    expect(stamps.slice(1).map((stamp, at) => (stamp - (stamps[at] ?? 0)) >>> 0)).toEqual(
      stamps.slice(1).map(() => 1024),
    )
    const seconds = (sound.length * 1024) / 16_000
    const pictures = ofType(103).filter((packet) => (packet[1] ?? 0) & 0x80).length
    expect(Math.abs(pictures / 25 - seconds)).toBeLessThan(0.3)

    const offer = 'v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 102\r\na=mid:0\r\na=recvonly\r\na=rtpmap:102 H264/90000\r\n'
    const refused = await call(simulator, 'dialog.openDeviceWebrtc', { token, body: { ...body, sdp: offer } })
    expect(refused.code).toBe(8)
  })
})

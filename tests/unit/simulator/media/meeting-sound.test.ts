import { Audio, PeerConnection, type Track } from 'node-datachannel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { operations } from '../../../../shared/platform/index.ts'
import { isRtcp } from '../../../simulator/media/rtcp.ts'
import { payloadOf } from '../../../simulator/media/rtp.ts'
import { mixALaw, toneFrequency, tonePacket } from '../../../simulator/media/tone.ts'
import { hashText } from '../../../simulator/random.ts'
import type { Simulator } from '../../../simulator/simulator.ts'
import { openPlatform } from '../../../support/platform.ts'
import { until } from '../desk.ts'
import { takeOperatorSeat, takeViewerSeat, type Seat } from '../seat.ts'
import { bvrtcOffer, connectAt, connectBvrtc, type BvrtcClient } from './bvrtc-client.ts'

const { conference, imGroup, mediaStream } = operations
const TALK = [
  ['audio', 'sendonly'],
  ['audio', 'recvonly'],
] as const

let simulator: Simulator
let operator: Seat
let viewer: Seat
let groupid: string
let device: string
const clients: BvrtcClient[] = []
const held: (PeerConnection | Track)[] = []
beforeEach(async () => {
  simulator = await openPlatform({ devices: 60 })
  ;[operator, viewer] = [await takeOperatorSeat(simulator), await takeViewerSeat(simulator)]
  groupid = (await operator.ask(imGroup.create, { body: { name: 'Night shift' } })).data.id
  device = simulator.fleet().devices.find(({ terminal, online }) => !terminal && online)?.id ?? ''
  const members = [
    { memberID: 'viewer', memberType: 'User' as const },
    { memberID: device, memberType: 'PU' as const },
  ]
  await operator.ask(imGroup.addMembers, { params: { groupid }, body: { members } })
  await operator.ask(conference.create, { body: { id: groupid } })
})
afterEach(() => {
  for (const { socket } of clients.splice(0)) socket.terminate()
  for (const entry of held.splice(0)) entry.close()
})

const join = (seat: Seat) => seat.ask(conference.join, { params: { groupid } })
const speak = (seat: Seat) => seat.ask(conference.speak, { params: { groupid } })
const openBvrtc = (seat: Seat, index?: number) =>
  seat.ask(mediaStream.openConferenceBvrtc, {
    body: { id: groupid, sdp: bvrtcOffer(TALK), ...(index === undefined ? {} : { index }) },
  })

async function listen(seat: Seat): Promise<BvrtcClient> {
  await join(seat)
  const client = await connectBvrtc(simulator.url, (await openBvrtc(seat)).data.sdp)
  clients.push(client)
  return client
}

/** A client of the raw websocket. */
async function talk(seat: Seat) {
  await join(seat)
  const { data } = await seat.ask(mediaStream.openConferenceSocket, { body: { id: groupid } })
  const client = await connectAt(simulator.url.replace(/^http/, 'ws') + data.url)
  clients.push(client)
  const say = (sound: Buffer) => client.socket.send(Buffer.concat([Buffer.alloc(16), sound]))
  return { ...data, client, say }
}

const heard = ({ audio }: BvrtcClient) => audio.map((packet) => payloadOf(packet))
const deviceTone = () => tonePacket(toneFrequency(hashText(device)))

async function deviceSpeaks(): Promise<void> {
  await operator.ask(conference.invite, { params: { groupid }, body: { memberID: device } })
  simulator.control.advance({ seconds: 4 })
  await operator.ask(conference.appoint, { params: { groupid }, body: { memberID: device } })
}

describe('the sound of a meeting', () => {
  it('is silent until somebody speaks, then the tone of a device that has the floor', async () => {
    const client = await listen(operator)
    await until(() => client.reports.length > 0)
    expect(client.audio).toEqual([])
    await deviceSpeaks()
    await until(() => client.audio.length > 10)
    expect(heard(client).every((sound) => sound.equals(deviceTone()))).toBe(true)
  })

  it('passes on what a desk says over a raw websocket while it has the floor, to all but itself', async () => {
    const listener = await listen(viewer)
    const speaker = await talk(operator)
    expect(speaker.url).toMatch(/^\/bvvtdu\/[0-9a-f]{16}\/ws-bvrtc\?stream=/)
    const stream = Buffer.from(speaker.url.split('stream=')[1] ?? '', 'base64').toString()
    expect(JSON.parse(stream)).toEqual({ ssrc: 64, payloadType: 8, code: 'PCMA', channels: 1, sampleRate: 8000 })
    expect(speaker.audio_side).toEqual({ code: 'PCMA', channels: 1, SampleRate: 8000 })
    const word = tonePacket(440)
    speaker.say(Buffer.alloc(320, 0x11))
    await until(() => simulator.seen().dialogs.some(({ media }) => media.received === 1))
    await speak(operator)
    for (let count = 0; count < 10; count++) speaker.say(Buffer.concat([word, word]))
    await until(() => listener.audio.length === 20)
    expect(Buffer.concat(heard(listener))).toEqual(Buffer.concat(Array.from({ length: 20 }, () => word)))
    expect([...speaker.client.audio, ...speaker.client.video]).toEqual([])
  })

  it('mixes those who speak at once', async () => {
    const client = await listen(operator)
    const other = await talk(viewer)
    await speak(viewer)
    await deviceSpeaks()
    const word = tonePacket(700)
    for (let count = 0; count < 20; count++) other.say(word)
    const both = mixALaw([word, deviceTone()])
    await until(() => heard(client).some((sound) => both?.equals(sound)))
  })

  it('goes by WebRTC in two sections, one to talk and one to listen', async () => {
    await join(operator)
    const connection = new PeerConnection('desk', {
      iceServers: [],
      bindAddress: '127.0.0.1',
      disableAutoNegotiation: true,
    })
    const received: Buffer[] = []
    const tracks = (['SendRecv', 'RecvOnly'] as const).map((direction, index) => {
      const media = new Audio(String(index), direction)
      media.addAudioCodec(8, 'PCMA')
      if (index === 0) media.addSSRC(7, 'desk', 'desk', 'voice')
      const track = connection.addTrack(media)
      track.onMessage((packet) => !isRtcp(packet) && received.push(packet))
      return track
    })
    held.push(...tracks, connection)
    const offer = new Promise<string>((resolve) => connection.onLocalDescription(resolve))
    connection.setLocalDescription('offer')
    const { data } = await operator.ask(mediaStream.openConferenceWebrtc, {
      body: {
        id: groupid,
        sdp: (await offer)
          .replace(/^a=(candidate|end-of-candidates).*\r?\n/gm, '')
          .replaceAll('PCMA/8000/1', 'PCMA/8000'),
      },
    })
    expect(data.sdp.match(/^a=(sendrecv|sendonly|recvonly|inactive)/gm)).toEqual(['a=recvonly', 'a=sendonly'])
    connection.setRemoteDescription(data.sdp, 'answer')
    // Each end finds out for itself; what is sent over a track that is not open yet is lost.
    await until(() => simulator.seen().dialogs[0]?.media.state === 'connected' && tracks[0]?.isOpen() === true)
    const listener = await listen(viewer)
    await speak(operator)
    const packet = Buffer.concat([Buffer.from('80880000000000000000000700'.slice(0, 24), 'hex'), tonePacket(900)])
    // As somebody who goes on talking: the first words over a way that has just been opened may get lost.
    let count = 0
    await until(() => {
      packet.writeUInt16BE(count, 2)
      packet.writeUInt32BE(count++ * 160, 4)
      tracks[0]?.sendMessageBinary(packet)
      return listener.audio.length >= 6
    })
    expect(heard(listener).every((sound) => sound.equals(tonePacket(900)))).toBe(true)
    await deviceSpeaks()
    await until(() => received.length > 5)
    expect(payloadOf(received[0] ?? Buffer.alloc(0))).toEqual(deviceTone())
  })

  it('is for members that have joined, under their own number, and ends when they are thrown out', async () => {
    expect((await openBvrtc(operator)).code).toBe(16)
    const client = await listen(viewer)
    expect((await openBvrtc(viewer, 99)).code).toBe(4)
    const channel = simulator.seen().dialogs[0]?.channel
    expect((await openBvrtc(viewer, channel)).code).toBe(0)
    await operator.ask(conference.kick, { params: { groupid }, body: { memberID: 'viewer' } })
    await until(() => client.closed)
    expect(simulator.seen().dialogs).toEqual([])
    const body = { id: '404', sdp: bvrtcOffer(TALK) }
    expect((await operator.ask(mediaStream.openConferenceBvrtc, { body })).code).toBe(2)
  })
})

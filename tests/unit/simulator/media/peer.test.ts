import { Audio, PeerConnection, RtcpReceivingSession, Video, type Track } from 'node-datachannel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSimulator, type Simulator } from '../../../simulator/simulator.ts'
import { call, tokenOf, until } from '../desk.ts'

let simulator: Simulator
const connections: PeerConnection[] = []
const viewers: Viewer[] = []
beforeEach(async () => {
  simulator = await startSimulator({ devices: 60 })
})
afterEach(async () => {
  for (const connection of connections.splice(0)) connection.close()
  viewers.length = 0
  await simulator.close()
})

const H264 = 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f'

interface Viewer {
  readonly connection: PeerConnection
  readonly video: Buffer[]
  readonly audio: Buffer[]
  /** Audio and video; held, because tracks that are collected fall silent. */
  readonly tracks: readonly Track[]
}

/** A viewer like a browser: receives audio and video, its offer has no candidates. */
function createViewer(codec = 'H264'): Viewer & { offer: Promise<string> } {
  const connection = new PeerConnection('viewer', {
    iceServers: [],
    bindAddress: '127.0.0.1',
    disableAutoNegotiation: true,
  })
  connections.push(connection)
  const audioMedia = new Audio('0', 'RecvOnly')
  audioMedia.addAudioCodec(8, 'PCMA')
  const videoMedia = new Video('1', 'RecvOnly')
  videoMedia.addVideoCodec(108, codec, H264)
  const received = { audio: [] as Buffer[], video: [] as Buffer[] }
  const tracks = [connection.addTrack(audioMedia), connection.addTrack(videoMedia)]
  for (const [index, track] of tracks.entries()) {
    track.setMediaHandler(new RtcpReceivingSession())
    track.onMessage((packet) => received[index === 0 ? 'audio' : 'video'].push(packet))
  }
  const offer = new Promise<string>((resolve) => {
    connection.onLocalDescription((sdp) =>
      resolve(sdp.replace(/^a=(candidate|end-of-candidates).*\r?\n/gm, '').replace('PCMA/8000/1', 'PCMA/8000')),
    )
  })
  connection.setLocalDescription('offer')
  return { connection, ...received, tracks, offer }
}

async function watch(token: string): Promise<Viewer & { dialogid: string; sdp: string }> {
  const device = simulator.fleet().devices.find((entry) => entry.online)
  const viewer = createViewer()
  const answer = await call(simulator, 'dialog.openDeviceWebrtc', {
    token,
    body: { id: device?.id, index: 0, sdp: await viewer.offer },
  })
  const { dialogid, sdp } = answer.data as { dialogid: string; sdp: string }
  viewer.connection.setRemoteDescription(sdp, 'answer')
  viewers.push(viewer)
  return { ...viewer, dialogid, sdp }
}

const sequences = (packets: readonly Buffer[]) => packets.map((packet) => packet.readUInt16BE(2))
const running = (numbers: readonly number[]) =>
  numbers.every((number, index) => index === 0 || number === (((numbers[index - 1] ?? 0) + 1) & 0xffff))

describe('a dialog', () => {
  it('answers with candidates, one stream and the codecs as offered', async () => {
    const { sdp } = await watch(await tokenOf(simulator))
    expect(sdp).toMatch(/a=candidate:\S+ 1 UDP \d+ 127\.0\.0\.1 \d+ typ host/)
    expect(sdp.match(/^a=rtpmap:.*$/gm)?.map((line) => line.trim())).toEqual([
      'a=rtpmap:8 PCMA/8000',
      'a=rtpmap:108 H264/90000',
    ])
    expect(new Set(sdp.match(/^a=msid:\S+/gm)).size).toBe(1)
    expect(sdp.match(/^a=sendonly/gm)).toHaveLength(2)
  })

  it('sends from a key frame on, without gaps, 25 pictures and 50 tones a second', async () => {
    const viewer = await watch(await tokenOf(simulator))
    await until(() => viewer.audio.length >= 100, 8000)
    const [first] = viewer.video
    // An aggregate that starts with the sequence parameter set.
    expect([(first?.[12] ?? 0) & 0x1f, (first?.[15] ?? 0) & 0x1f]).toEqual([24, 7])
    expect([running(sequences(viewer.video)), running(sequences(viewer.audio))]).toEqual([true, true])
    const pictures = viewer.video.filter((packet) => (packet[1] ?? 0) & 0x80)
    const stamps = pictures.map((packet) => packet.readUInt32BE(4))
    expect(stamps.every((stamp, index) => index === 0 || ((stamp - (stamps[index - 1] ?? 0)) >>> 0) % 3600 === 0)).toBe(
      true,
    )
    expect(Math.abs(pictures.length - viewer.audio.length / 2)).toBeLessThan(5)
    expect(viewer.video.every((packet) => packet.length <= 1200)).toBe(true)
  })

  it('starts again with a key frame when the viewer asks for it', async () => {
    const viewer = await watch(await tokenOf(simulator))
    const keys = () =>
      viewer.video.filter((packet) => ((packet[12] ?? 0) & 0x1f) === 24 && ((packet[15] ?? 0) & 0x1f) === 7)
    await until(() => viewer.video.length > 10)
    expect(keys()).toHaveLength(1)
    viewer.tracks[1]?.requestKeyframe()
    await until(() => keys().length === 2, 600)
  })

  it('freezes and thaws with the connection up, and stays listed until it is closed', async () => {
    const token = await tokenOf(simulator)
    const viewer = await watch(token)
    await until(() => viewer.video.length > 10)
    simulator.control.stopVideo({})
    const [video, audio] = [simulator.seen().dialogs[0]?.media.videoPackets, viewer.audio.length]
    await until(() => viewer.audio.length > audio + 20)
    expect(simulator.seen().dialogs[0]?.media).toMatchObject({ state: 'connected', videoPackets: video })
    simulator.control.thaw({})
    await until(() => (simulator.seen().dialogs[0]?.media.videoPackets ?? 0) > (video ?? 0))
    viewer.connection.close()
    await until(() => simulator.seen().dialogs[0]?.media.state === 'disconnected', 9000)
    expect((await call(simulator, 'dialog.close', { token, params: { dialogid: viewer.dialogid } })).code).toBe(0)
    expect((await call(simulator, 'dialog.close', { token, params: { dialogid: viewer.dialogid } })).code).toBe(2)
    expect(simulator.seen()).toMatchObject({ dialogs: [], dialogsOpened: 1, dialogsClosed: 1 })
  })

  it('is refused for what is not there, off-line, not allowed or not decodable', async () => {
    const token = await tokenOf(simulator)
    const { devices } = simulator.fleet()
    const open = async (given: string, id: string | undefined, index: number, sdp: string) =>
      (await call(simulator, 'dialog.openDeviceWebrtc', { token: given, body: { id, index, sdp } })).code
    const offer = await createViewer().offer
    const online = devices.find((device) => device.online)
    expect(await open(token, 'PU_NONE', 0, offer)).toBe(2)
    expect(await open(token, online?.id, 99, offer)).toBe(2)
    expect(await open(token, devices.find((device) => !device.online)?.id, 0, offer)).toBe(5)
    expect(await open(await tokenOf(simulator, 'viewer', 'View-2026'), devices[2]?.id, 0, offer)).toBe(16)
    expect(await open(token, online?.id, 0, await createViewer('VP8').offer)).toBe(8)
    expect(await open(token, online?.id, 0, 'nonsense')).toBe(4)
    expect(simulator.seen().dialogs).toEqual([])
  })
})

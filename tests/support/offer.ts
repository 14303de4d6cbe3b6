import { Audio, PeerConnection, Video } from 'node-datachannel'
import { onTestFinished } from 'vitest'

/** A peer that offers to receive video and audio, as a browser does. */
export interface Viewer {
  /** Without candidates, as the platform's own player sends it. */
  readonly offer: string
  answer(sdp: string): void
}

export function openViewer(): Promise<Viewer> {
  const audio = new Audio('0', 'RecvOnly')
  audio.addOpusCodec(111)
  const video = new Video('1', 'RecvOnly')
  video.addH264Codec(102)
  return offering(audio, video)
}

/** A peer that offers to receive sound only, in what meetings have. */
export function openListener(): Promise<Viewer> {
  const audio = new Audio('0', 'RecvOnly')
  audio.addAudioCodec(8, 'PCMA')
  return offering(audio)
}

/** A peer that talks and listens, as a browser offers it: a section for its microphone, one for what it hears. */
export function openTalker(): Promise<Viewer> {
  const microphone = new Audio('0', 'SendRecv')
  microphone.addAudioCodec(8, 'PCMA')
  const ear = new Audio('1', 'RecvOnly')
  ear.addAudioCodec(8, 'PCMA')
  return offering(microphone, ear)
}

async function offering(...sections: (Audio | Video)[]): Promise<Viewer> {
  const peer = new PeerConnection('viewer', { iceServers: [], disableAutoNegotiation: true })
  // Held here: a track that is collected takes the native side with it.
  const tracks = sections.map((section) => peer.addTrack(section))
  const described = new Promise<string>((resolve) => peer.onLocalDescription((sdp) => resolve(sdp)))
  peer.setLocalDescription('offer')
  const sdp = await described
  onTestFinished(() => {
    for (const track of tracks) track.close()
    peer.close()
  })
  return {
    offer: sdp
      .replaceAll('PCMA/8000/1', 'PCMA/8000')
      .split(/\r?\n/)
      .filter((line) => !line.startsWith('a=candidate'))
      .join('\r\n'),
    answer: (answer) => peer.setRemoteDescription(answer, 'answer'),
  }
}

/**
 * The connection of one line: a section for the microphone, and one for what is heard. As the platform's own player does it:
 * no ICE servers, the offer is posted at once without candidates, nothing is trickled.
 */
import type { Off } from '../../../shared/disposables.ts'

export interface TalkConnection {
  readonly sender: RTCRtpSender
  offer(): Promise<string>
  /** Rejects when the answer does not fit the offer. */
  accept(sdp: string): Promise<void>
  /** What comes from the device; no track where nothing does. */
  readonly stream: MediaStream
  onState(listener: (state: 'connected' | 'lost') => void): Off
  close(): void
}

/** `hears`: whether the device sends sound as well. */
export function openTalkConnection(hears: boolean): TalkConnection {
  const peer = new RTCPeerConnection()
  // Without a track: nothing leaves before somebody talks.
  const { sender } = peer.addTransceiver('audio', { direction: hears ? 'sendrecv' : 'sendonly' })
  if (hears) peer.addTransceiver('audio', { direction: 'recvonly' })
  const stream = new MediaStream()
  peer.ontrack = ({ track }) => stream.addTrack(track)
  return {
    sender,
    stream,
    async offer() {
      const offer = await peer.createOffer()
      await peer.setLocalDescription(offer)
      return offer.sdp ?? ''
    },
    accept: (sdp) => peer.setRemoteDescription({ type: 'answer', sdp }),
    onState(listener) {
      const told = (): void => {
        const state = peer.connectionState
        if (state === 'connected') listener('connected')
        else if (state === 'failed' || state === 'disconnected') listener('lost')
      }
      peer.addEventListener('connectionstatechange', told)
      return () => peer.removeEventListener('connectionstatechange', told)
    },
    close: () => peer.close(),
  }
}

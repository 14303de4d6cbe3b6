/**
 * The member channel by WebRTC, negotiated ahead of the first press: one section of sound in both directions and no track in
 * it, so that nothing at all is sent until somebody talks. As with pictures: no ICE servers, nothing is trickled.
 */
import type { WatchpostClient } from '../../../../shared/contract/index.ts'
import type { ErrorEnvelope } from '../../../../shared/errors.ts'
import { toEnvelope } from '../../../ui/error-sentence.ts'
import { VoiceGate } from '../../voice/voice-gate.ts'
import type { Link, LinkEvents } from './link.ts'

type Client = Pick<WatchpostClient, 'conferences' | 'live'>

/** A connection that breaks and does not mend itself within this time is opened anew. */
const BROKEN_MS = 3_000

export function openWebrtcLink(client: Client, groupId: string, events: LinkEvents): Link {
  const abort = new AbortController()
  const peer = new RTCPeerConnection()
  const transceiver = peer.addTransceiver('audio', { direction: 'sendrecv' })
  // Chromium plays what a peer receives only into a media element; what goes through the mixer flows with it.
  const pump = new Audio()
  pump.muted = true
  let source: MediaStreamAudioSourceNode | undefined
  let leaseId: number | undefined
  let broken: ReturnType<typeof setTimeout> | undefined

  function close(): void {
    if (abort.signal.aborted) return
    abort.abort()
    clearTimeout(broken)
    source?.disconnect()
    pump.srcObject = null
    peer.close()
    // The pipe may be gone, and the lease with it.
    if (leaseId !== undefined) void client.live.close({ leaseId }).catch(() => undefined)
  }
  function end(error: ErrorEnvelope): void {
    if (abort.signal.aborted) return
    close()
    events.onEnded(error)
  }
  const lost = (): void => end({ code: 'reset', details: { reason: 'the connection for sound' } })

  peer.onconnectionstatechange = () => {
    clearTimeout(broken)
    if (peer.connectionState === 'connected') events.onOpen()
    else if (peer.connectionState === 'failed' || peer.connectionState === 'closed') lost()
    else if (peer.connectionState === 'disconnected') broken = setTimeout(lost, BROKEN_MS)
  }

  async function open(): Promise<void> {
    await peer.setLocalDescription(await peer.createOffer())
    const sdp = peer.localDescription?.sdp ?? ''
    const lease = await client.conferences.openSound({ groupId, sdp }, { signal: abort.signal })
    if (abort.signal.aborted) return void client.live.close({ leaseId: lease.leaseId }).catch(() => undefined)
    leaseId = lease.leaseId
    await peer.setRemoteDescription({ type: 'answer', sdp: lease.sdp })
  }
  open().catch((error: unknown) => end(toEnvelope(error)))

  return {
    way: 'webrtc',
    hear(into) {
      const stream = new MediaStream([transceiver.receiver.track])
      pump.srcObject = stream
      void pump.play().catch(() => undefined)
      source?.disconnect()
      source = new MediaStreamAudioSourceNode(into.context as AudioContext, { mediaStream: stream })
      source.connect(into)
    },
    gate: (use) => new VoiceGate(transceiver.sender, use),
    leaseEnded: (id, error) => {
      if (id === leaseId) end(error ?? { code: 'reset', details: { reason: 'the dialog was ended' } })
    },
    close,
  }
}

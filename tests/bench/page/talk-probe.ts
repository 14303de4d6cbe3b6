/** Notes when a talk button was pressed and when it said that the floor is granted; and measures a bare loop beside it. */
export interface TalkProbe {
  /** Epoch ms of the newest press and of the grant that followed. */
  press: { at: number; grantedAt: number }
  /** From `replaceTrack` to the first packet at the other end, ms. */
  bareLoop(): Promise<number>
}

declare global {
  interface Window {
    talkProbe: TalkProbe
  }
}

export function installTalkProbe(): void {
  const epoch = (): number => performance.timeOrigin + performance.now()
  const press = { at: 0, grantedAt: 0 }
  window.addEventListener('pointerdown', () => Object.assign(press, { at: epoch(), grantedAt: 0 }), { capture: true })
  const look = (): void => {
    if (press.grantedAt === 0 && document.querySelector('[data-testid=talk-button][data-state=granted]'))
      press.grantedAt = epoch()
  }
  document.addEventListener('DOMContentLoaded', () =>
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      attributes: true,
      attributeFilter: ['data-state'],
    }),
  )

  let loop: Promise<{ sender: RTCRtpSender; receiver: RTCRtpReceiver; track: MediaStreamTrack }> | undefined
  async function connect() {
    const [near, far] = [new RTCPeerConnection(), new RTCPeerConnection()]
    near.onicecandidate = ({ candidate }) => void far.addIceCandidate(candidate ?? undefined)
    far.onicecandidate = ({ candidate }) => void near.addIceCandidate(candidate ?? undefined)
    const { sender } = near.addTransceiver('audio', { direction: 'sendonly' })
    const connected = new Promise((resolve) => {
      near.onconnectionstatechange = () => near.connectionState === 'connected' && resolve(undefined)
    })
    await near.setLocalDescription()
    if (near.localDescription) await far.setRemoteDescription(near.localDescription)
    await far.setLocalDescription()
    if (far.localDescription) await near.setRemoteDescription(far.localDescription)
    await connected
    const [track] = (await navigator.mediaDevices.getUserMedia({ audio: true })).getAudioTracks()
    const [receiver] = far.getReceivers()
    if (!track || !receiver) throw new Error('no loop')
    return { sender, receiver, track }
  }
  const packetsAt = async (receiver: RTCRtpReceiver): Promise<number> => {
    let packets = 0
    const report = await receiver.getStats()
    report.forEach((entry: { type: string; packetsReceived?: number }) => {
      if (entry.type === 'inbound-rtp') packets = entry.packetsReceived ?? 0
    })
    return packets
  }
  window.talkProbe = {
    press,
    async bareLoop() {
      const { sender, receiver, track } = await (loop ??= connect())
      const before = await packetsAt(receiver)
      const from = performance.now()
      await sender.replaceTrack(track)
      while ((await packetsAt(receiver)) === before) await new Promise((resolve) => setTimeout(resolve, 1))
      const took = performance.now() - from
      await sender.replaceTrack(null)
      return took
    },
  }
}

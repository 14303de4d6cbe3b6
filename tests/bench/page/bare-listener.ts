/** As many peers as asked for, each playing what it receives; nothing else. */
export interface BareListener {
  /** Opens the own member channel of each; resolves when all are connected. */
  listen(groups: readonly string[]): Promise<void>
}

declare global {
  interface Window {
    bareListener: BareListener
    /** Lent by the benchmark. @returns the answer */
    benchOpenConference(group: string, sdp: string): Promise<string>
  }
}

export function installBareListener(): void {
  async function connect(group: string): Promise<void> {
    const peer = new RTCPeerConnection()
    peer.addTransceiver('audio', { direction: 'sendrecv' })
    const connected = new Promise<void>((resolve) => {
      peer.onconnectionstatechange = () => peer.connectionState === 'connected' && resolve()
    })
    peer.ontrack = ({ track }) => {
      const audio = new Audio()
      audio.srcObject = new MediaStream([track])
      // In the page: what nobody holds may be collected, and its sound with it.
      document.body.append(audio)
      void audio.play()
    }
    await peer.setLocalDescription()
    const sdp = await window.benchOpenConference(group, peer.localDescription?.sdp ?? '')
    await peer.setRemoteDescription({ type: 'answer', sdp })
    await connected
  }
  window.bareListener = { listen: async (groups) => void (await Promise.all(groups.map(connect))) }
}

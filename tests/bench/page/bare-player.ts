/**
 * The bare minimum of a live picture: one peer connection that receives audio and video, one `<video>`, nothing else.
 * `installBarePlayer` runs inside a page and refers to nothing outside itself.
 */

/** Where the picture is put, CSS pixels of the page. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface BarePlayer {
  /** @returns ms from the call to the first presented frame */
  open(device: string, channel: number, place: Place): Promise<number>
  closeAll(): Promise<void>
}

declare global {
  interface Window {
    barePlayer: BarePlayer
    /** The signalling, lent by the benchmark. */
    benchOpenDialog(device: string, channel: number, sdp: string): Promise<{ dialogid: string; sdp: string }>
    benchCloseDialog(dialogid: string): Promise<void>
  }
}

export function installBarePlayer(): void {
  const opened: { peer: RTCPeerConnection; video: HTMLVideoElement; dialogid: string }[] = []

  function makeVideo(place: Place): HTMLVideoElement {
    const video = document.createElement('video')
    video.className = 'bare'
    video.autoplay = true
    video.muted = true
    video.playsInline = true
    const { x, y, width, height } = place
    const box = `left:${x}px;top:${y}px;width:${width}px;height:${height}px`
    video.style.cssText = `position:fixed;z-index:9;background:#000;object-fit:contain;${box}`
    document.body.append(video)
    return video
  }

  window.barePlayer = {
    async open(device, channel, place) {
      const startedAt = performance.now()
      const video = makeVideo(place)
      const peer = new RTCPeerConnection()
      peer.addTransceiver('audio', { direction: 'recvonly' })
      peer.addTransceiver('video', { direction: 'recvonly' })
      const offer = await peer.createOffer()
      await peer.setLocalDescription(offer)
      const { dialogid, sdp } = await window.benchOpenDialog(device, channel, offer.sdp ?? '')
      opened.push({ peer, video, dialogid })
      await peer.setRemoteDescription({ type: 'answer', sdp })
      video.srcObject = new MediaStream(peer.getReceivers().map(({ track }) => track))
      return await new Promise((resolve) =>
        video.requestVideoFrameCallback(() => resolve(performance.now() - startedAt)),
      )
    },
    async closeAll() {
      for (const { peer, video, dialogid } of opened.splice(0)) {
        peer.close()
        video.srcObject = null
        video.remove()
        await window.benchCloseDialog(dialogid)
      }
    },
  }
}

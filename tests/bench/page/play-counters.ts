/**
 * Counts what playing pictures do, by the browser's own counters, so that measuring adds no work per frame.
 * `installPlayCounters` runs before the page's own code: it has to see the connections being made.
 */
export interface PlayCount {
  /** Per playing `<video>`, in the order of the page. */
  readonly videos: readonly {
    /** Of its element. */
    readonly id: number
    readonly shown: number
    readonly dropped: number
  }[]
  readonly freezes: number
  /** Decoded pictures of all connections. */
  readonly decoded: number
  readonly packetsLost: number
}

declare global {
  interface Window {
    playCounters: { read(): Promise<PlayCount> }
  }
}

export function installPlayCounters(): void {
  const peers: RTCPeerConnection[] = []
  const ids = new WeakMap<HTMLVideoElement, number>()
  let lastId = 0
  const idOf = (video: HTMLVideoElement): number => {
    const id = ids.get(video) ?? ++lastId
    ids.set(video, id)
    return id
  }
  const Original = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      peers.push(this)
    }
  }

  interface Inbound {
    type: string
    kind: string
    freezeCount?: number
    framesDecoded?: number
    packetsLost?: number
  }

  window.playCounters = {
    async read() {
      const videos = [...document.querySelectorAll('video')]
        .filter(({ srcObject }) => srcObject !== null)
        .map((video) => {
          const { totalVideoFrames, droppedVideoFrames } = video.getVideoPlaybackQuality()
          return { id: idOf(video), shown: totalVideoFrames - droppedVideoFrames, dropped: droppedVideoFrames }
        })
      const open = peers.filter(({ connectionState }) => connectionState !== 'closed')
      peers.splice(0, peers.length, ...open)
      const count = { videos, freezes: 0, decoded: 0, packetsLost: 0 }
      for (const report of await Promise.all(open.map((peer) => peer.getStats()))) {
        report.forEach((entry: Inbound) => {
          if (entry.type !== 'inbound-rtp' || entry.kind !== 'video') return
          count.freezes += entry.freezeCount ?? 0
          count.decoded += entry.framesDecoded ?? 0
          count.packetsLost += entry.packetsLost ?? 0
        })
      }
      return count
    },
  }
}

/** What a browser's audio track does for who holds it: Node has none. A source ends for all its clones. */
export class SmallTrack extends EventTarget {
  enabled = true
  readyState: 'live' | 'ended' = 'live'
  readonly name: string
  readonly clones: SmallTrack[] = []

  constructor(name: string) {
    super()
    this.name = name
  }

  clone(): SmallTrack {
    const clone = new SmallTrack(this.name)
    this.clones.push(clone)
    return clone
  }

  stop(): void {
    this.readyState = 'ended'
  }

  /** As when it is pulled out: unlike `stop` it is told. */
  unplug(): void {
    for (const track of [this, ...this.clones]) track.readyState = 'ended'
    this.dispatchEvent(new Event('ended'))
  }

  get asTrack(): MediaStreamTrack {
    return this as unknown as MediaStreamTrack
  }
}

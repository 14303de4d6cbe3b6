/**
 * One pane: asks the state machine, does what it says, and feeds it with what the player and the screen show.
 * Nothing here is reactive at frame rate: frames only write numbers; `view` changes when the words on screen change.
 */
import { shallowRef, type ShallowRef } from 'vue'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { Emitter } from '../../../shared/emitter.ts'
import type { ChannelRef } from '../../ui/channel-drag.ts'
import type { Attempt } from './attempt.ts'
import type { AttemptFact } from './attempt-fact.ts'
import type { MediaSample } from './media-sample.ts'
import { IDLE, isRunning, reduce, wayOf, type Effect, type PaneEvent, type PaneState } from './pane-machine.ts'
import { sameView, viewOf, type PaneView } from './pane-view.ts'
import type { PaneDependencies } from './pane-dependencies.ts'
import { PaneTape } from './pane-tape.ts'
import { pictureAge, type PictureAge } from './picture-age.ts'
import { paneSound, type PaneSound } from './sound.ts'
import type { SenderAge } from './sender-age.ts'
import type { Still } from './stills.ts'
import type { TransportChoice } from './transport.ts'
import { statsReader, type StatsReader } from './stats-reader.ts'
import type { Screen } from './video-pool.ts'

/** Not a freeze yet, but long enough without a new picture to ask the decoder's counters. */
const SUSPICIOUS_MS = 500
/** The decoder works and the screen shows nothing new: the player is stuck, hand it the stream again. */
const STUCK_MS = 1_500

export interface OpenOptions {
  /** What the tree says about the device; undefined when it does not know it. */
  readonly deviceOnline?: boolean | undefined
}

export class PaneController {
  readonly channel: ShallowRef<ChannelRef | undefined> = shallowRef()
  readonly view: ShallowRef<PaneView> = shallowRef(viewOf(IDLE, undefined))
  readonly screen: ShallowRef<Screen | undefined> = shallowRef()
  /** The operator's choice for this pane; undefined is the one of all panes. */
  readonly transport: ShallowRef<TransportChoice | undefined> = shallowRef()
  /** Age of the picture, four times a second: for a text node, not for reactivity. */
  readonly ageChanged = new Emitter<PictureAge>()
  readonly stats: StatsReader
  readonly tape: PaneTape
  /** When the pointer was on it last, ms. */
  lookedAtMs = 0
  readonly sound: PaneSound = paneSound(
    () => this.screen.value?.video,
    (isHeard) => this.#attempt?.setAudible(isHeard),
  )
  /** Grows with each opening of any pane; larger is younger. */
  openedOrder = 0

  readonly #parts: PaneDependencies
  #state: PaneState = IDLE
  #attempt: Attempt | undefined
  #presentedAt: number | undefined
  #presentedAttempt = 0
  /** Since when a visible screen should have shown something new. */
  #expectedSince = 0
  #lastSample: MediaSample | undefined
  #sampling = false

  constructor(parts: PaneDependencies) {
    this.#parts = parts
    this.tape = new PaneTape(parts.streams)
    this.stats = statsReader(() => this.#attempt, parts.now)
  }

  holds(leaseId: number): boolean {
    return this.#attempt?.holds(leaseId) ?? false
  }

  /** Shows another channel (or the same one from the start). */
  open(channel: ChannelRef, { deviceOnline }: OpenOptions = {}): void {
    this.#putAway()
    this.screen.value?.dropPicture()
    // Something to look at before the first picture: as old as it says.
    const still = this.#parts.lastStill(channel)
    this.#presentedAt = still?.atMs
    // Of the same channel, too: what is opened again is looked at from here on.
    this.tape.close()
    this.channel.value = channel
    this.screen.value ??= this.#parts.pool.acquire()
    if (still) this.screen.value.showPicture(still.picture)
    this.sound.apply()
    const ways = this.#parts.waysOf(channel, this.transport.value)
    this.send(deviceOnline === undefined ? { type: 'open', ways } : { type: 'open', ways, deviceOnline })
  }

  /** Another way from now on. What plays by it already goes on. */
  chooseTransport(choice: TransportChoice | undefined): void {
    this.transport.value = choice
    this.reconsider()
  }

  /** What is chosen for this pane or all of them changed. */
  reconsider(): void {
    const channel = this.channel.value
    if (!channel || this.#state.phase.kind === 'idle') return
    const { deviceOnline } = this.#state
    const ways = this.#parts.waysOf(channel, this.transport.value)
    if (ways[0] === wayOf(this.#state)) return
    this.send(deviceOnline === undefined ? { type: 'open', ways } : { type: 'open', ways, deviceOnline })
  }

  /** Ends the lease and gives the screen back. The channel stays for `open` to come back to it; `clear` forgets it. */
  suspend(): void {
    this.#putAway()
    this.send({ type: 'close' })
    this.tape.close()
    this.#presentedAt = undefined
    const screen = this.screen.value
    this.screen.value = undefined
    if (screen) this.#parts.pool.release(screen)
  }

  clear(): void {
    this.suspend()
    this.channel.value = undefined
  }

  /** What it shows now, for another pane; undefined while it shows nothing. */
  still(): Still | undefined {
    const ageMs = this.pictureAgeMs()
    const picture = ageMs === undefined ? undefined : this.screen.value?.copyPicture()
    return picture && ageMs !== undefined ? { picture, atMs: this.#parts.now() - ageMs } : undefined
  }

  #putAway(): void {
    const still = this.still()
    if (still && this.channel.value) this.#parts.keepStill(this.channel.value, still)
    this.#presentedAt = undefined
  }

  /** The place that showed the screen goes; it plays on where nobody sees it. */
  park(): void {
    if (this.screen.value) this.#parts.pool.park(this.screen.value)
  }

  leaseEnded(leaseId: number, error: ErrorEnvelope | undefined): void {
    this.#attempt?.leaseEnded(leaseId, error)
  }

  send(event: PaneEvent, at: number = this.#parts.now()): void {
    const { state, effects } = reduce(this.#state, event, at, this.#parts.random())
    const wasPlaying = this.#state.phase.kind === 'playing'
    this.#state = state
    for (const effect of effects) this.#perform(effect)
    if (state.phase.kind === 'playing' && !wasPlaying) this.#arrived()
    this.#publish()
  }

  #arrived(): void {
    this.screen.value?.dropPicture()
    const way = wayOf(this.#state)
    if (this.channel.value && way !== 'race') this.#parts.onArrived(this.channel.value, way)
  }

  /** The pointer is on it. */
  look(): void {
    this.lookedAtMs = this.#parts.now()
  }

  /** Called by the watchdog. */
  watch(): void {
    const now = this.#parts.now()
    const { phase } = this.#state
    if (phase.kind === 'idle') return
    if (!this.#parts.pageVisible()) this.#expectedSince = now
    const presentedAt = this.#presentedAttempt === this.#state.attempt ? this.#presentedAt : undefined
    if (presentedAt !== undefined && presentedAt > (this.#state.pictureAt ?? 0)) {
      this.send({ type: 'frame', attempt: this.#state.attempt }, presentedAt)
    }
    if (isRunning(phase) && now - (presentedAt ?? 0) >= SUSPICIOUS_MS) void this.#watchDecoder()
    else {
      this.#lastSample = undefined
      this.send({ type: 'tick' }, now)
    }
    this.#attempt?.watch()
    this.stats.watch()
    this.ageChanged.emit(pictureAge(this.pictureAgeMs()))
  }

  /** How old the picture on the screen is, as far as that is known; undefined while there is none. */
  pictureAgeMs(): number | undefined {
    const pictureAt = this.#pictureAt()
    return pictureAt === undefined ? undefined : this.#parts.now() - pictureAt + (this.#attempt?.behindMs() ?? 0)
  }

  /** What the sender's clock says of the picture. */
  senderAge(): SenderAge | undefined {
    return this.#attempt?.senderAge()
  }

  /** The decoder's counters come before the tick: after a pause of this page old numbers must not look like a freeze. */
  async #watchDecoder(): Promise<void> {
    if (this.#sampling) return
    this.#sampling = true
    const attempt = this.#attempt
    const sample = await attempt?.sample().catch(() => undefined)
    this.#sampling = false
    if (attempt !== this.#attempt) return
    // Without an earlier sample nothing can be said yet: the next round decides.
    const comparable = !sample || this.#lastSample !== undefined
    if (sample) this.#weigh(sample)
    if (comparable) this.send({ type: 'tick' })
  }

  #weigh(sample: MediaSample): void {
    const before = this.#lastSample
    this.#lastSample = sample
    const attempt = this.#state.attempt
    const hasArrived = sample.packetsReceived > (before?.packetsReceived ?? 0)
    if (hasArrived) this.send({ type: 'packets', attempt })
    // Reduced on purpose: what arrives says that it lives, pictures come seldom.
    if (hasArrived && this.tape.effort.value !== 'all' && this.#state.phase.kind === 'playing') {
      this.send({ type: 'frame', attempt })
    }
    if (!before || sample.framesDecoded <= before.framesDecoded) return
    if (this.#state.phase.kind === 'playing' || !this.#parts.pageVisible()) this.send({ type: 'frame', attempt })
    this.#unstick()
  }

  #unstick(): void {
    const video = this.screen.value?.video
    const now = this.#parts.now()
    if (!video || !this.#parts.pageVisible() || this.#presentedAt === undefined) return
    if (now - Math.max(this.#presentedAt, this.#expectedSince) < STUCK_MS) return
    this.#expectedSince = now
    const stream = video.srcObject
    video.srcObject = null
    video.srcObject = stream
    this.sound.apply()
  }

  /** While the page is hidden nothing is presented; the decoder's time is then the picture's. */
  #pictureAt(): number | undefined {
    const playingUnseen = this.#state.phase.kind === 'playing' && !this.#parts.pageVisible()
    return playingUnseen ? this.#state.pictureAt : this.#presentedAt
  }

  #perform(effect: Effect): void {
    if (effect.type === 'start') this.#start(effect.attempt)
    else this.#stop()
  }

  #stop(): void {
    const screen = this.screen.value
    // Before the connection closes: afterwards the browser shows black.
    if (screen && this.#presentedAt !== undefined) screen.keepPicture()
    this.#attempt?.stop()
    this.#attempt = undefined
    this.#lastSample = undefined
    this.stats.reset()
    if (screen) screen.video.srcObject = null
  }

  #start(attempt: number): void {
    const channel = this.channel.value
    if (!channel) return
    this.#expectedSince = this.#parts.now()
    this.#attempt = this.#parts.startAttempt(wayOf(this.#state), {
      channel,
      tapeId: this.tape.open(),
      tell: (fact: AttemptFact) => this.send({ ...fact, attempt }),
      onStream: (stream) => this.#show(stream, attempt),
    })
  }

  #show(stream: MediaStream, attempt: number): void {
    const video = this.screen.value?.video
    if (!video || attempt !== this.#state.attempt) return
    video.srcObject = stream
    this.sound.apply()
    const presented = (): void => {
      if (video.srcObject !== stream || attempt !== this.#state.attempt) return
      this.#presentedAt = this.#parts.now()
      this.#presentedAttempt = attempt
      if (this.#state.phase.kind !== 'playing') this.send({ type: 'frame', attempt }, this.#presentedAt)
      video.requestVideoFrameCallback(presented)
    }
    video.requestVideoFrameCallback(presented)
  }

  #publish(): void {
    const next = viewOf(this.#state, this.#presentedAt)
    if (!sameView(this.view.value, next)) this.view.value = next
  }
}

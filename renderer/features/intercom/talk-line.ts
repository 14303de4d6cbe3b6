/**
 * One line to one channel of a device, from asking to its end. Its voice goes out between `press` and `release` and never else:
 * whatever ends a speech closes the gate first and tells afterwards.
 */
import { shallowRef, type ShallowRef } from 'vue'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { INTERCOM_KEEP_MS, type OWN_SPEECH_ENDS } from '../../../shared/contract/intercom.ts'
import { Scope } from '../../../shared/disposables.ts'
import type { ChannelRef } from '../../ui/channel-drag.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import type { Microphone, MicrophoneUse } from '../voice/microphone.ts'
import type { Outputs } from '../voice/output.ts'
import { VoiceGate } from '../voice/voice-gate.ts'
import { endingOf, type Ending, type LineState } from './line-state.ts'
import { playReceived, type ReceivedSound } from './received-sound.ts'
import { openTalkConnection, type TalkConnection } from './talk-connection.ts'

const CONNECT_MS = 10_000

type OwnEnd = (typeof OWN_SPEECH_ENDS)[number]

export interface TalkLineParts {
  readonly client: Pick<WatchpostClient, 'intercom' | 'on'>
  readonly microphone: Microphone
  readonly outputs: Outputs
  /** Where it begins to sound, 0..1. */
  readonly volume: number
  /** Whether the device has a microphone. */
  readonly hears: boolean
}

export class TalkLine {
  readonly target: ChannelRef
  readonly state: ShallowRef<LineState> = shallowRef({ phase: 'opening', step: 'microphone' })
  readonly #parts: TalkLineParts
  readonly #scope = new Scope()
  readonly #abort = new AbortController()
  #leaseId: number | undefined
  #use: MicrophoneUse | undefined
  #gate: VoiceGate | undefined
  #received: ReceivedSound | undefined
  #keeping: ReturnType<typeof setInterval> | undefined
  #press = 0

  constructor(target: ChannelRef, parts: TalkLineParts) {
    this.target = target
    this.#parts = parts
    void this.#open().catch((error: unknown) => this.end(endingOf(toEnvelope(error))))
  }

  get isOver(): boolean {
    return this.state.value.phase === 'ended'
  }

  /** Loudness of the device and of the own microphone, 0 to 1. */
  readonly hearing = (): number | undefined => this.#received?.level()
  readonly speaking = (): number | undefined => this.#use?.level()

  setVolume(volume: number): void {
    this.#received?.setVolume(volume)
  }

  setDucking(ducking: 'none' | 'low' | 'silent'): void {
    this.#received?.setDucking(ducking)
  }

  /** Begins to talk; `isHeld`: as long as a key is held. Only on a line that is ready. */
  press(isHeld: boolean): void {
    if (this.state.value.phase !== 'ready') return
    const press = ++this.#press
    this.state.value = { phase: 'talking', since: Date.now() }
    void this.#talk(press, isHeld).catch(() => this.#press === press && this.release('lost'))
  }

  release(end: OwnEnd): void {
    if (this.state.value.phase !== 'talking') return
    this.#silence()
    this.state.value = end === 'released' ? { phase: 'ready' } : { phase: 'ready', silenced: end }
    const leaseId = this.#leaseId
    if (leaseId !== undefined) void this.#parts.client.intercom.quiet({ leaseId, end }).catch(() => undefined)
  }

  /** Ends it for good, once. */
  end(why: Ending): void {
    if (this.isOver) return
    this.release('why' in why && why.why === 'closed' ? 'closed' : 'lost')
    this.#silence()
    this.state.value = { phase: 'ended', why }
    this.#abort.abort()
    this.#scope.dispose()
  }

  async #talk(press: number, isHeld: boolean): Promise<void> {
    const leaseId = this.#leaseId
    if (leaseId === undefined || !this.#gate) return
    const { intercom } = this.#parts.client
    const told = intercom.talk({ leaseId, isHeld })
    this.#keeping = setInterval(() => void intercom.keep({ leaseId }).catch(() => undefined), INTERCOM_KEEP_MS)
    await this.#gate.open()
    const { until } = await told
    const { value } = this.state
    if (this.#press === press && value.phase === 'talking' && until) this.state.value = { ...value, until }
  }

  /** Before anything else: nothing goes out any more. */
  #silence(): void {
    this.#press += 1
    void this.#gate?.close()
    clearInterval(this.#keeping)
    this.#keeping = undefined
  }

  async #open(): Promise<void> {
    const use = await this.#parts.microphone.acquire('intercom')
    if (this.isOver) return use.release()
    this.#use = use
    this.#scope.own(() => use.release())
    this.#scope.own(use.onLost((error) => this.end({ error: error.toEnvelope() })))
    const connection = openTalkConnection(this.#parts.hears)
    this.#scope.own(() => connection.close())
    const gate = (this.#gate = new VoiceGate(connection.sender, use))
    this.#scope.own(() => gate.dispose())
    this.#follow(connection)
    this.state.value = { phase: 'opening', step: 'dialog' }
    const offer = await connection.offer()
    if (this.isOver) return
    const { intercom } = this.#parts.client
    const { leaseId, sdp } = await intercom.open({ ...this.target, sdp: offer }, { signal: this.#abort.signal })
    const close = (): void => void intercom.close({ leaseId }).catch(() => undefined)
    // The answer may have been under way when the line was given up.
    if (this.isOver) return close()
    this.#leaseId = leaseId
    this.#scope.own(close)
    this.state.value = { phase: 'opening', step: 'connection' }
    const timer = setTimeout(() => this.end({ why: 'noConnection' }), CONNECT_MS)
    this.#scope.own(() => clearTimeout(timer))
    this.#scope.own(connection.onState((state) => state === 'connected' && clearTimeout(timer)))
    await connection.accept(sdp)
  }

  #follow(connection: TalkConnection): void {
    const { client, outputs, volume } = this.#parts
    this.#scope.own(
      connection.onState((state) => {
        if (state === 'lost') return this.end({ why: 'connectionLost' })
        if (this.state.value.phase !== 'opening') return
        const received = (this.#received = playReceived(connection.stream, outputs, volume))
        this.#scope.own(() => received.close())
        this.state.value = { phase: 'ready' }
      }),
    )
    this.#scope.own(
      client.on('intercom.silenced', ({ leaseId, end }) => {
        if (leaseId !== this.#leaseId || this.state.value.phase !== 'talking') return
        this.#silence()
        this.state.value = { phase: 'ready', silenced: end }
      }),
    )
    this.#scope.own(
      client.on('live.leaseEnded', ({ leaseId, error }) => {
        if (leaseId === this.#leaseId) this.end(error ? endingOf(error) : { why: 'connectionLost' })
      }),
    )
  }
}

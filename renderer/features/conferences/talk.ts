/**
 * The operator's key at his conferences: asks the core for the floor, lets the voice out when it is granted, and silences it
 * before anything else when the press is over, whoever ends it. While it holds on it says so to the core.
 */
import { shallowReactive } from 'vue'
import { FLOOR_KEEP_MS, type Floor } from '../../../shared/contract/conferences.ts'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { watchSilence } from '../voice/silence-watch.ts'
import type { ConferenceSound } from './sound/conference-sound.ts'
import type { TalkTone } from './talk-tones.ts'

/** Somebody holds the key and nothing is heard of him for so long. */
const SILENCE_MS = 3_000
/** So long before the longest time is over the operator hears that it ends. */
const ENDING_MS = 5_000
/** How long what became of a press stands at its button. */
const SHOWN_MS = 4_000

export interface TalkView {
  readonly phase: 'asked' | 'granted' | 'over'
  /** Over: why, where it was not let go of. */
  readonly end?: Floor['end']
  readonly by?: string
  readonly error?: ErrorEnvelope
  /** Granted: epoch ms at which it ends by itself. */
  readonly until?: number
  /** The microphone hears nothing. */
  readonly isUnheard?: boolean
}

export interface TalkParts {
  readonly client: Pick<WatchpostClient, 'conferences'>
  readonly sound: Pick<ConferenceSound, 'gate' | 'readyGate' | 'voiceLevel' | 'states'>
  readonly play: (tone: TalkTone) => void
  /** A press is over that the hand did not end. */
  readonly onOver: (groupId: string) => void
}

interface Press {
  readonly id: string
  stopWatch: (() => void) | undefined
  ending: ReturnType<typeof setTimeout> | undefined
}

export class Talk {
  /** By group: what the operator sees of his key. */
  readonly views = shallowReactive(new Map<string, TalkView>())
  readonly #parts: TalkParts
  readonly #presses = new Map<string, Press>()
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(parts: TalkParts) {
    this.#parts = parts
  }

  isPressed(groupId: string): boolean {
    return this.#presses.has(groupId)
  }

  get groupIds(): string[] {
    return [...this.#presses.keys()]
  }

  async press(groupId: string): Promise<void> {
    if (this.#presses.has(groupId)) return
    const { client } = this.#parts
    const press: Press = { id: crypto.randomUUID(), stopWatch: undefined, ending: undefined }
    this.#presses.set(groupId, press)
    this.views.set(groupId, { phase: 'asked' })
    this.#timer ??= setInterval(() => void client.conferences.keep({}).catch(() => undefined), FLOOR_KEEP_MS)
    try {
      const [floor] = await Promise.all([
        client.conferences.press({ groupId, press: press.id }),
        this.#parts.sound.readyGate(groupId) ?? this.#parts.sound.gate(groupId),
      ])
      // Told by an event already, or let go of meanwhile.
      if (this.#presses.get(groupId) !== press || floor.phase !== 'granted') return this.follow(floor)
      await this.#begin(groupId, press, floor)
    } catch (error) {
      this.#over(groupId, press, { end: 'denied', error: toEnvelope(error) })
    }
  }

  /** Nothing is said any more from here on; then the floor is given back. */
  release(groupId: string): void {
    const press = this.#presses.get(groupId)
    if (!press) return
    const wasGranted = this.views.get(groupId)?.phase === 'granted'
    this.#forget(groupId, press)
    this.views.delete(groupId)
    if (wasGranted) this.#parts.play('released')
    // The core goes on trying and says so.
    void this.#parts.client.conferences.release({ groupId, press: press.id }).catch(() => undefined)
  }

  /** In place of the hand, which learns of it. */
  releaseFor(groupId: string): void {
    this.release(groupId)
    this.#parts.onOver(groupId)
  }

  releaseAll(): void {
    for (const groupId of this.groupIds) this.releaseFor(groupId)
  }

  /** The core tells of a press. */
  follow(floor: Floor): void {
    const press = this.#presses.get(floor.groupId)
    if (press?.id !== floor.press || (floor.phase !== 'returning' && floor.phase !== 'over')) return
    this.#over(floor.groupId, press, floor)
  }

  /** The core is gone: it has given everything back, and nobody is asked. */
  lost(): void {
    for (const [groupId, press] of this.#presses) this.#over(groupId, press, { end: 'lost' })
  }

  async #begin(groupId: string, press: Press, { until }: Floor): Promise<void> {
    const { sound, play } = this.#parts
    const gate = sound.readyGate(groupId)
    if (!gate) {
      // The floor is of no use to who cannot be heard.
      const { mute, error } = sound.states.get(groupId) ?? {}
      void this.#parts.client.conferences.release({ groupId, press: press.id }).catch(() => undefined)
      const why = mute ?? error ?? { code: 'reset', details: { reason: 'no connection for sound' } }
      return this.#over(groupId, press, { end: 'denied', error: why })
    }
    const opened = gate.open()
    const view: TalkView = { phase: 'granted', ...(until === undefined ? {} : { until }) }
    this.views.set(groupId, view)
    play('granted')
    if (until !== undefined) press.ending = setTimeout(play, until - ENDING_MS - Date.now(), 'ending')
    press.stopWatch = watchSilence({
      level: () => sound.voiceLevel(groupId),
      onSilence: (isUnheard) => this.#presses.get(groupId) === press && this.views.set(groupId, { ...view, isUnheard }),
      afterMs: SILENCE_MS,
    })
    await opened
  }

  #over(groupId: string, press: Press, why: Pick<Floor, 'end' | 'by' | 'error'>): void {
    if (this.#presses.get(groupId) !== press) return
    const wasGranted = this.views.get(groupId)?.phase === 'granted'
    this.#forget(groupId, press)
    const { end = 'denied', by, error } = why
    this.#parts.play(wasGranted ? 'cut' : end === 'taken' ? 'taken' : 'denied')
    const view: TalkView = { phase: 'over', end, ...(by === undefined ? {} : { by }), ...(error ? { error } : {}) }
    this.views.set(groupId, view)
    setTimeout(() => this.views.get(groupId) === view && this.views.delete(groupId), SHOWN_MS)
    this.#parts.onOver(groupId)
  }

  #forget(groupId: string, press: Press): void {
    press.stopWatch?.()
    clearTimeout(press.ending)
    void this.#parts.sound.readyGate(groupId)?.close()
    this.#presses.delete(groupId)
    if (this.#presses.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}

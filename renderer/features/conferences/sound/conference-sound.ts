/**
 * The sound of all conferences this window is in: opened ahead of the first press, opened again by itself when it is lost,
 * with the microphone ready at each. What a conference has now stands in `states`.
 */
import { shallowReactive } from 'vue'
import { Backoff } from '../../../../shared/backoff.ts'
import type { ErrorEnvelope } from '../../../../shared/errors.ts'
import { toEnvelope } from '../../../ui/error-sentence.ts'
import type { Microphone, MicrophoneUse } from '../../voice/microphone.ts'
import type { Gate, Link, LinkEvents, Way } from './link.ts'
import { Strip } from './mixer.ts'

const RETRY = { firstMs: 500, mostMs: 10_000 }

export interface SoundState {
  readonly phase: 'connecting' | 'open' | 'lost'
  readonly way?: Way
  /** Why it was lost. */
  readonly error?: ErrorEnvelope
  /** Why nothing can be said: no microphone. */
  readonly mute?: ErrorEnvelope
}

export interface SoundParts {
  /** `failed`: how often in a row it was lost before. */
  openLink(groupId: string, events: LinkEvents, failed: number): Link
  readonly context: () => AudioContext
  readonly microphone: Pick<Microphone, 'acquire'>
}

interface Channel {
  readonly strip: Strip
  readonly backoff: Backoff
  failed: number
  link: Link | undefined
  use: MicrophoneUse | undefined
  gate: Gate | undefined
  timer: ReturnType<typeof setTimeout> | undefined
}

export class ConferenceSound {
  readonly states = shallowReactive(new Map<string, SoundState>())
  readonly #parts: SoundParts
  readonly #channels = new Map<string, Channel>()

  constructor(parts: SoundParts) {
    this.#parts = parts
  }

  /** Exactly these are to be heard. */
  hear(groupIds: ReadonlySet<string>): void {
    for (const groupId of [...this.#channels.keys()]) if (!groupIds.has(groupId)) this.#close(groupId)
    for (const groupId of groupIds) if (!this.#channels.has(groupId)) this.#add(groupId)
  }

  /** Opens all anew, by whatever way is chosen now. */
  reopen(): void {
    const groupIds = new Set(this.#channels.keys())
    this.hear(new Set())
    this.hear(groupIds)
  }

  strip(groupId: string): Strip | undefined {
    return this.#channels.get(groupId)?.strip
  }

  /** The microphone as this conference has it: silent but while somebody talks into it. */
  voice(groupId: string): MicrophoneUse | undefined {
    return this.#channels.get(groupId)?.use
  }

  /** The microphone at this conference, 0 to 1; undefined when it is not measured. */
  voiceLevel(groupId: string): number | undefined {
    return this.#channels.get(groupId)?.use?.level()
  }

  /** To talk by. Asks for the microphone again where there was none. Undefined: `states` says why. */
  async gate(groupId: string): Promise<Gate | undefined> {
    const channel = this.#channels.get(groupId)
    if (channel?.link && !channel.gate) await this.#prepareVoice(groupId, channel, channel.link)
    return channel?.gate
  }

  /** At once, where it is ready. */
  readyGate(groupId: string): Gate | undefined {
    return this.#channels.get(groupId)?.gate
  }

  leaseEnded(leaseId: number, error: ErrorEnvelope | undefined): void {
    for (const { link } of this.#channels.values()) link?.leaseEnded(leaseId, error)
  }

  #add(groupId: string): void {
    const context = this.#parts.context()
    const channel: Channel = {
      strip: new Strip(context, context.destination),
      backoff: new Backoff(RETRY.firstMs, RETRY.mostMs),
      failed: 0,
      ...{ link: undefined, use: undefined, gate: undefined, timer: undefined },
    }
    this.#channels.set(groupId, channel)
    this.#open(groupId, channel)
  }

  #open(groupId: string, channel: Channel): void {
    const { error } = this.states.get(groupId) ?? {}
    this.states.set(groupId, { phase: error ? 'lost' : 'connecting', ...(error ? { error } : {}) })
    const link = this.#parts.openLink(
      groupId,
      {
        onOpen: () => {
          if (channel.link !== link) return
          channel.backoff.reset()
          channel.failed = 0
          link.hear(channel.strip.input)
          this.states.set(groupId, { phase: 'open', way: link.way })
          if (!channel.gate) void this.#prepareVoice(groupId, channel, link)
        },
        onEnded: (why) => {
          if (channel.link === link) this.#lose(groupId, channel, why)
        },
      },
      channel.failed,
    )
    channel.link = link
  }

  #lose(groupId: string, channel: Channel, error: ErrorEnvelope): void {
    this.#dropVoice(channel)
    channel.link = undefined
    channel.failed++
    this.states.set(groupId, { phase: 'lost', error })
    channel.timer = setTimeout(() => this.#open(groupId, channel), channel.backoff.next())
  }

  /** Ahead of the press: opening a microphone takes longer than a word. */
  async #prepareVoice(groupId: string, channel: Channel, link: Link): Promise<void> {
    try {
      const use = await this.#parts.microphone.acquire('conferences')
      if (channel.link !== link || channel.gate) return use.release()
      channel.use = use
      channel.gate = link.gate(use)
      use.onLost((error) => {
        if (channel.use !== use) return
        this.#dropVoice(channel)
        this.#mute(groupId, error.toEnvelope())
      })
      this.#mute(groupId, undefined)
    } catch (error) {
      if (channel.link === link) this.#mute(groupId, toEnvelope(error))
    }
  }

  #mute(groupId: string, error: ErrorEnvelope | undefined): void {
    const { mute: _before, ...state } = this.states.get(groupId) ?? { phase: 'connecting' as const }
    this.states.set(groupId, error ? { ...state, mute: error } : state)
  }

  #dropVoice(channel: Channel): void {
    channel.gate?.dispose()
    channel.use?.release()
    channel.gate = channel.use = undefined
  }

  #close(groupId: string): void {
    const channel = this.#channels.get(groupId)
    if (!channel) return
    this.#channels.delete(groupId)
    this.states.delete(groupId)
    clearTimeout(channel.timer)
    this.#dropVoice(channel)
    channel.link?.close()
    channel.link = undefined
    channel.strip.remove()
  }
}

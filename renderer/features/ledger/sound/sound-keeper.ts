/**
 * Hands the sound of speeches to the core, for as long as it wants it kept: of others what this window hears of their conference,
 * of this desk what it sends. While nothing is to be kept it has no part in the sound at all.
 */
import type { Speech } from '../../../../shared/contract/ledger.ts'
import type { MicrophoneUse } from '../../voice/microphone.ts'
import { GroupTap } from './group-tap.ts'
import { SpeechSound, type HandOver } from './speech-sound.ts'
import { tapSound } from './sound-tap.ts'

/** What others said last is heard so much after its end is told. */
const AFTER_MS = 250

export interface SoundKeeperParts {
  readonly handOver: (speech: string, ...args: Parameters<HandOver>) => Promise<unknown>
  readonly context: () => AudioContext
  /** Where what is heard of a conference passes; undefined while this window does not hear it. */
  readonly heard: (groupId: string) => AudioNode | undefined
  readonly voice: (groupId: string) => MicrophoneUse | undefined
}

interface Heard {
  readonly at: AudioNode
  readonly tap: GroupTap
  readonly off: () => void
}

interface Kept {
  readonly groupId: string
  readonly sound: SpeechSound
  readonly off: () => void
  readonly afterMs: number
  /** Over: only what is still on its way comes. */
  rest: ReturnType<typeof setTimeout> | undefined
}

export class SoundKeeper {
  readonly #parts: SoundKeeperParts
  readonly #heard = new Map<string, Heard>()
  readonly #kept = new Map<string, Kept>()

  constructor(parts: SoundKeeperParts) {
    this.#parts = parts
  }

  /** Exactly these are listened to; none while nothing is to be kept. */
  follow(groupIds: readonly string[]): void {
    for (const [groupId, heard] of this.#heard) {
      if (groupIds.includes(groupId) && this.#parts.heard(groupId) === heard.at) continue
      this.#heard.delete(groupId)
      heard.off()
      this.#endAll((kept) => kept.groupId === groupId)
    }
    for (const groupId of groupIds) {
      const at = this.#parts.heard(groupId)
      if (!at || this.#heard.has(groupId)) continue
      const tap = new GroupTap()
      this.#heard.set(groupId, { at, tap, off: tapSound(at, (samples) => tap.piece(samples)) })
    }
  }

  begin({ speech, groupId, mine }: Speech): void {
    const heard = this.#heard.get(groupId)
    if (!heard || this.#kept.has(speech)) return
    // Of what one said nothing may be heard in the speech of the next.
    if (!mine) this.#endAll((kept) => kept.groupId === groupId && kept.rest !== undefined)
    const sound = new SpeechSound(
      this.#parts.context().sampleRate,
      (packets, isLast) => this.#parts.handOver(speech, packets, isLast),
      () => this.#drop(speech),
    )
    const off = mine ? this.#tapVoice(groupId, sound) : heard.tap.listen((samples) => sound.add(samples))
    this.#kept.set(speech, { groupId, sound, off, afterMs: mine ? 0 : AFTER_MS, rest: undefined })
  }

  end(speech: string): void {
    const kept = this.#kept.get(speech)
    if (kept) kept.rest ??= setTimeout(() => this.#finish(speech), kept.afterMs)
  }

  #tapVoice(groupId: string, sound: SpeechSound): () => void {
    const use = this.#parts.voice(groupId)
    if (!use) return () => undefined
    let off: () => void = () => undefined
    const listen = (): void => {
      off()
      const mediaStream = new MediaStream([use.track])
      const source = new MediaStreamAudioSourceNode(this.#parts.context(), { mediaStream })
      const untap = tapSound(source, (samples) => sound.add(samples))
      off = () => {
        untap()
        source.disconnect()
      }
    }
    listen()
    const offTrack = use.onTrack(listen)
    return () => {
      offTrack()
      off()
    }
  }

  #endAll(isMeant: (kept: Kept) => boolean): void {
    for (const [speech, kept] of this.#kept) if (isMeant(kept)) this.#finish(speech)
  }

  #finish(speech: string): void {
    void this.#drop(speech)?.sound.end()
  }

  #drop(speech: string): Kept | undefined {
    const kept = this.#kept.get(speech)
    this.#kept.delete(speech)
    clearTimeout(kept?.rest)
    kept?.off()
    return kept
  }
}

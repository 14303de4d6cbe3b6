/**
 * Where the sound of this window goes: speech (live pictures, talk, messages) to one device, alarms to the same or to one of
 * their own. What makes sound is given to `follow` and stays with its purpose until its off-function is called.
 */
import { shallowReactive } from 'vue'
import type { Off } from '../../../shared/disposables.ts'

export type OutputPurpose = 'speech' | 'alarms'

/** An audio or video element, or an `AudioContext`. */
export type SoundSource = object

interface Switchable {
  readonly sinkId?: unknown
  setSinkId(id: string): Promise<void>
}

export class Outputs {
  readonly #sources = new Map<Switchable, OutputPurpose>()
  /** By the browser; empty is the default of the system. */
  readonly #ids: Record<OutputPurpose, string> = { speech: '', alarms: '' }
  /** The browser's name of the reason why the chosen device could not be used; the sound goes to the default meanwhile. */
  readonly trouble = shallowReactive<Record<OutputPurpose, string | undefined>>({
    speech: undefined,
    alarms: undefined,
  })

  /** A browser that cannot choose outputs leaves the source where it is. */
  follow(source: SoundSource, purpose: OutputPurpose): Off {
    if (!isSwitchable(source)) return () => undefined
    this.#sources.set(source, purpose)
    void this.#apply(source, purpose)
    return () => void this.#sources.delete(source)
  }

  set(purpose: OutputPurpose, id: string): void {
    if (this.#ids[purpose] === id) return
    this.#ids[purpose] = id
    this.trouble[purpose] = undefined
    for (const [source, its] of this.#sources) if (its === purpose) void this.#apply(source, purpose)
  }

  async #apply(source: Switchable, purpose: OutputPurpose): Promise<void> {
    const id = this.#ids[purpose]
    if ((source.sinkId ?? '') === id) return
    try {
      await source.setSinkId(id)
    } catch (error) {
      if (id !== this.#ids[purpose] || isClosed(error)) return
      this.trouble[purpose] = error instanceof Error ? error.name : String(error)
      // The device before may be the one that is gone.
      await source.setSinkId('').catch(() => undefined)
    }
  }
}

function isSwitchable(source: SoundSource): source is Switchable {
  return 'setSinkId' in source && typeof source.setSinkId === 'function'
}

/** A context that was closed, or an element that was given another device meanwhile, is no trouble of the device. */
function isClosed(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'InvalidStateError' || error.name === 'AbortError')
}

/**
 * Rounds that were started from here. The platform has no word on whether a round runs, nor the documentation on what ends
 * one: what is known is what was asked for, and whether the camera was moved since. Chapter "PTZ".
 */
import type { Camera, CruiseRun } from '../../../shared/contract/ptz.ts'
import type { CoreEvents } from '../events.ts'

export class CruiseRuns {
  readonly #events: CoreEvents
  /** A camera goes one round at a time. */
  readonly #runs = new Map<string, CruiseRun>()

  constructor(events: CoreEvents) {
    this.#events = events
  }

  list(): CruiseRun[] {
    return [...this.#runs.values()]
  }

  started({ puid, index }: Camera, id: number): void {
    this.#runs.set(keyOf({ puid, index }), { puid, index, id, since: Date.now(), disturbed: false })
    this.#tell()
  }

  stopped(camera: Camera, id: number): void {
    const key = keyOf(camera)
    if (this.#runs.get(key)?.id !== id) return
    this.#runs.delete(key)
    this.#tell()
  }

  /** The camera was moved from here: its round may have ended by that, or go on. */
  disturbed(camera: Camera): void {
    const key = keyOf(camera)
    const run = this.#runs.get(key)
    if (!run || run.disturbed) return
    this.#runs.set(key, { ...run, disturbed: true })
    this.#tell()
  }

  clear(): void {
    if (this.#runs.size === 0) return
    this.#runs.clear()
    this.#tell()
  }

  #tell(): void {
    this.#events.emit('ptz.cruiseRunsChanged', { runs: this.list() })
  }
}

function keyOf({ puid, index }: Camera): string {
  return `${puid} ${index}`
}

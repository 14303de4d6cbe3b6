/** Who shows which layout in a window of its own, and whether any window needs the screen. Each claim dies with its connection. */
import type { Connection } from '../../../shared/contract/define.ts'
import { AppError } from '../../../shared/errors.ts'
import type { CoreEvents } from '../events.ts'
import type { Host } from '../host.ts'

interface Claim {
  readonly layoutId: string
  readonly connectionId: number
  readonly release: () => void
}

export class Walls {
  readonly #host: Host
  readonly #events: CoreEvents
  readonly #claims = new Map<number, Claim>()
  readonly #awake = new Map<number, () => void>()
  #lastClaim = 0

  constructor(host: Host, events: CoreEvents) {
    this.#host = host
    this.#events = events
  }

  async state() {
    const monitors = await this.#host.monitors()
    return { claims: this.#claimed(), opensWindows: this.#host.capabilities.windows, monitors: [...monitors] }
  }

  claim(layoutId: string, connection: Connection): number {
    for (const claim of this.#of(layoutId)) if (claim.connectionId === connection.id) claim.release()
    this.recall(layoutId)
    const claimId = (this.#lastClaim += 1)
    const release = connection.own(() => {
      if (this.#claims.delete(claimId)) this.#tell()
    })
    this.#claims.set(claimId, { layoutId, connectionId: connection.id, release })
    this.#tell()
    return claimId
  }

  /** Its window is told, and has nothing any more whatever it does. */
  recall(layoutId: string): void {
    for (const [claimId, claim] of this.#claims) {
      if (claim.layoutId !== layoutId) continue
      this.#events.emit('walls.recalled', { claimId })
      claim.release()
    }
  }

  async open(layoutId: string, monitor: number | undefined): Promise<void> {
    const known = await this.#host.monitors()
    if (monitor !== undefined && !known.some(({ number }) => number === monitor)) {
      throw new AppError('not-found', { path: '/monitor', reason: `monitor ${monitor} of ${known.length}` })
    }
    await this.#host.openWindow(`/wall?id=${layoutId}`, monitor === undefined ? {} : { monitor })
  }

  keepAwake(on: boolean, connection: Connection): void {
    const release = this.#awake.get(connection.id)
    if (on === (release !== undefined)) return
    if (release) return release()
    const off = connection.own(() => {
      this.#awake.delete(connection.id)
      if (this.#awake.size === 0) this.#wake(false)
    })
    this.#awake.set(connection.id, off)
    if (this.#awake.size === 1) this.#wake(true)
  }

  #wake(on: boolean): void {
    if (!this.#host.capabilities.keepAwake) return
    this.#host.keepAwake(on).catch((error: unknown) => this.#host.log('warn', `keep awake: ${String(error)}`))
  }

  #of(layoutId: string): Claim[] {
    return [...this.#claims.values()].filter((claim) => claim.layoutId === layoutId)
  }

  #claimed(): string[] {
    return [...this.#claims.values()].map(({ layoutId }) => layoutId)
  }

  #tell(): void {
    this.#events.emit('walls.changed', { claims: this.#claimed() })
  }
}

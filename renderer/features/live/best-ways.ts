/**
 * The way by which the last picture of a device came, for each network of this machine: what a firewall lets through at one
 * place it does not at another. Bounded: what changed longest ago goes first.
 */
import { TRANSPORTS, type Transport } from './transport.ts'

const MOST_WAYS = 2_000

export class BestWays {
  readonly #ways = new Map<string, Transport>()

  /** For keeping; `take` reads it. */
  get value(): Record<string, Transport> {
    return Object.fromEntries(this.#ways)
  }

  /** What was kept, by hand perhaps: what does not fit is left out, what was found out since then stays. */
  take(kept: unknown): void {
    if (typeof kept !== 'object' || kept === null) return
    for (const [name, way] of Object.entries(kept)) {
      const known = TRANSPORTS.find((transport) => transport === way)
      if (known && !this.#ways.has(name) && this.#ways.size < MOST_WAYS) this.#ways.set(name, known)
    }
  }

  of(network: string | undefined, puid: string): Transport | undefined {
    return this.#ways.get(nameOf(network, puid))
  }

  /** @returns whether that is news */
  remember(network: string | undefined, puid: string, way: Transport): boolean {
    const name = nameOf(network, puid)
    if (this.#ways.get(name) === way) return false
    this.#ways.delete(name)
    this.#ways.set(name, way)
    if (this.#ways.size > MOST_WAYS) this.#ways.delete([...this.#ways.keys()][0] ?? '')
    return true
  }

  clear(): void {
    this.#ways.clear()
  }
}

const nameOf = (network = '', puid: string): string => `${network} ${puid}`

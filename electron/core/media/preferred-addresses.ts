import type { PreferredAddress } from './media-stream.ts'

/** Of the platforms of this run, by their address, which of two media addresses took the last stream. */
export class PreferredAddresses {
  readonly #known = new Map<string, PreferredAddress>()

  of(base: string): PreferredAddress {
    const known = this.#known.get(base) ?? { index: 0 }
    this.#known.set(base, known)
    return known
  }
}

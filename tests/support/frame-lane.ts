/** One subscription through the chaos proxy: frames of the platform pass, twice, swapped, or not at all. */
import type { WebSocket } from 'ws'
import type { ChaosFault } from './chaos-proxy.ts'

export class FrameLane {
  #fault: ChaosFault | undefined
  readonly #client: WebSocket
  readonly #platform: WebSocket
  /** Waits for the one behind it. */
  #held: string | undefined

  constructor(client: WebSocket, platform: WebSocket) {
    this.#client = client
    this.#platform = platform
    // Bytes of one frame cannot be told apart here: what is slow does not arrive while it is slow.
    const isSilent = (): boolean => this.fault === 'half-open' || this.fault === 'slow'
    platform.on('message', (data: Buffer) => isSilent() || this.#pass(data.toString('utf8')))
    client.on('message', (data: Buffer) => isSilent() || platform.send(data.toString('utf8')))
    platform.on('error', () => this.end())
    client.on('error', () => this.end())
    platform.on('close', () => client.close())
    client.on('close', () => platform.close())
  }

  get fault(): ChaosFault | undefined {
    return this.#fault
  }

  /** What waits for another frame does not wait for ever: no TCP loses a frame and goes on. */
  set fault(fault: ChaosFault | undefined) {
    this.#fault = fault
    if (fault !== 'reorder') this.#release()
  }

  end(): void {
    this.#client.terminate()
    this.#platform.terminate()
  }

  #pass(text: string): void {
    if (this.fault === 'reorder' && this.#held === undefined) {
      this.#held = text
      return
    }
    this.#client.send(text)
    if (this.fault === 'duplicate') this.#client.send(text)
    this.#release()
  }

  #release(): void {
    if (this.#held !== undefined) this.#client.send(this.#held)
    this.#held = undefined
  }
}

/** Reads through a database once, some time after it was opened, in a short-lived thread that only reads. */
import type { CheckAnswer } from './messages.ts'
import { programFiles } from './program-files.ts'

export interface CheckOptions {
  readonly file: string
  readonly afterMs: number
  /** The file is damaged. */
  readonly onFaults: (faults: readonly string[]) => void
  /** The check itself could not be made; says nothing about the file. */
  readonly onFailed: (reason: string) => void
}

export class BackgroundCheck {
  readonly #options: CheckOptions
  readonly #timer: NodeJS.Timeout
  readonly #stop = new Int32Array(new SharedArrayBuffer(4))
  #exited: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(options: CheckOptions) {
    this.#options = options
    this.#timer = setTimeout(() => this.#run(), options.afterMs)
  }

  /** Resolves when the file is no longer open here; waits for at most one table to be read. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    Atomics.store(this.#stop, 0, 1)
    // Not terminated: a thread that is torn out of SQLite takes the whole program along.
    await this.#exited
  }

  #run(): void {
    const { file, onFaults, onFailed } = this.#options
    const { nativeBinding, startThread } = programFiles()
    const thread = startThread({ kind: 'check', file, nativeBinding, stop: this.#stop.buffer })
    this.#exited = new Promise((resolve) => thread.once('exit', () => resolve()))
    thread.once('message', ({ faults }: CheckAnswer) => {
      if (!this.#stopped && faults.length > 0) onFaults(faults)
    })
    thread.once('error', (error) => this.#stopped || onFailed(error.message))
  }
}

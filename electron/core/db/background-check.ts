/** Reads through a database once, some time after it was opened, in a short-lived thread that only reads. */
import type { Worker } from 'node:worker_threads'
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
  #thread: Worker | undefined
  #stopped = false

  constructor(options: CheckOptions) {
    this.#options = options
    this.#timer = setTimeout(() => this.#run(), options.afterMs)
  }

  /** Resolves when the file is no longer open here; waits for at most one table to be read. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#thread?.terminate()
  }

  #run(): void {
    const { file, onFaults, onFailed } = this.#options
    const { nativeBinding, startThread } = programFiles()
    const thread = startThread({ kind: 'check', file, nativeBinding })
    this.#thread = thread
    thread.once('message', ({ faults }: CheckAnswer) => {
      if (!this.#stopped && faults.length > 0) onFaults(faults)
    })
    thread.once('error', (error) => this.#stopped || onFailed(error.message))
    thread.once('exit', () => (this.#thread = undefined))
  }
}

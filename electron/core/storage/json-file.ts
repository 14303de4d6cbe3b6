/**
 * One small JSON document on disk. Written whole to a neighbour, flushed, renamed: a crash leaves the old or the new, never
 * half. A damaged file is set aside under another name and reported; the program goes on with the default.
 */
import { mkdirSync, readFileSync, renameSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import path from 'node:path'
import type { Static, TSchema } from 'typebox'
import { AppError } from '../../../shared/errors.ts'
import { checker } from '../checker.ts'

export class JsonFile<S extends TSchema> {
  readonly #file: string
  #value: Static<S>
  #writing: Promise<void> = Promise.resolve()
  /** The write that waits for its turn; it takes the value as it is then. */
  #waiting: Promise<void> | undefined

  /** Reads at once. `onDamaged` is told the name under which an unreadable file now lies. Errors: `disk`. */
  constructor(file: string, schema: S, initial: Static<S>, onDamaged: (setAside: string, reason: string) => void) {
    this.#file = file
    try {
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
      this.#value = load(file, schema, initial, onDamaged)
    } catch (error) {
      throw diskError(error)
    }
  }

  get value(): Static<S> {
    return this.#value
  }

  /**
   * Replaces the value; resolves when it, or a younger one, is on disk. One write runs and at most one waits, however fast
   * values follow each other. Errors: `disk`.
   */
  write(value: Static<S>): Promise<void> {
    this.#value = value
    if (this.#waiting) return this.#waiting
    const done = this.#writing.then(() => {
      this.#waiting = undefined
      return replace(this.#file, JSON.stringify(this.#value, null, 2))
    })
    this.#waiting = done
    this.#writing = done.catch(() => undefined)
    return done
  }
}

function load<S extends TSchema>(
  file: string,
  schema: S,
  initial: Static<S>,
  onDamaged: (setAside: string, reason: string) => void,
): Static<S> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return initial
    throw error
  }
  try {
    const value: unknown = JSON.parse(text)
    const problem = checker(schema)(value)
    if (!problem) return value as Static<S>
    throw new Error(`${problem.path} ${problem.reason}`)
  } catch (error) {
    const setAside = `${file}.damaged-${Date.now()}`
    renameSync(file, setAside)
    onDamaged(setAside, error instanceof Error ? error.message : String(error))
    return initial
  }
}

async function replace(file: string, text: string): Promise<void> {
  try {
    const handle = await open(`${file}.new`, 'w', 0o600)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(`${file}.new`, file)
  } catch (error) {
    throw diskError(error)
  }
}

function diskError(error: unknown): AppError {
  return new AppError('disk', { reason: error instanceof Error ? error.message : String(error) }, { cause: error })
}

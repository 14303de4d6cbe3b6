/**
 * Remembers on disk which dialogs this process has open, so that what a crash left open is closed at the next sign-in.
 * One file per session; a line is on disk before the dialog's answer reaches the renderer. A data folder has one process
 * at a time (its host sees to that), so every other file is of one that is gone. A disk that fails is told and costs the
 * memory of a crash, never a picture.
 */
import { randomUUID } from 'node:crypto'
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

export class DialogJournal {
  readonly #folder: string
  readonly #name = `${randomUUID()}.log`
  readonly #open = new Set<string>()
  readonly #onFailed: (reason: string) => void

  constructor(accountFolder: string, onFailed: (reason: string) => void) {
    this.#folder = path.join(accountFolder, 'dialogs')
    this.#onFailed = onFailed
    this.#attempt(() => mkdirSync(this.#folder, { recursive: true, mode: 0o700 }))
  }

  opened(dialogId: string): void {
    this.#open.add(dialogId)
    this.#append(`+${encodeURIComponent(dialogId)}\n`)
  }

  closed(dialogId: string): void {
    if (this.#open.delete(dialogId)) this.#append(`-${encodeURIComponent(dialogId)}\n`)
  }

  /** The session ends. The file stays when a dialog could not be closed: the next sign-in reads it. */
  finish(): void {
    if (this.#open.size > 0) return
    this.#attempt(() => rmSync(path.join(this.#folder, this.#name), { force: true }))
  }

  /** Files of former sessions, each with the dialogs it left open. */
  leftovers(): Leftover[] {
    const found: Leftover[] = []
    this.#attempt(() => {
      for (const name of readdirSync(this.#folder)) {
        const file = path.join(this.#folder, name)
        if (name !== this.#name && name.endsWith('.log')) found.push({ file, dialogIds: openIn(file) })
      }
    })
    return found
  }

  forget(leftover: Leftover): void {
    this.#attempt(() => rmSync(leftover.file, { force: true }))
  }

  #append(line: string): void {
    this.#attempt(() => appendFileSync(path.join(this.#folder, this.#name), line, { mode: 0o600 }))
  }

  #attempt(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#onFailed(String(error))
    }
  }
}

export interface Leftover {
  readonly file: string
  readonly dialogIds: readonly string[]
}

function openIn(file: string): string[] {
  const open = new Set<string>()
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const id = decode(line.slice(1))
    if (id === undefined) continue
    if (line.startsWith('+')) open.add(id)
    else if (line.startsWith('-')) open.delete(id)
  }
  return [...open]
}

/** Undefined for a line that was cut in the middle when the power went. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

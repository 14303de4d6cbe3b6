/**
 * Files that are being recorded, noted on the disk: what a crash leaves is given its name at the next start. A fragmented file
 * plays up to its last fragment.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import Type, { type Static } from 'typebox'
import { giveName } from '../downloads/final-name.ts'
import { diskError } from '../platform/disk-error.ts'
import { JsonFile } from '../storage/json-file.ts'

const Part = Type.Object({
  /** Absolute, while it is written. */
  part: Type.String(),
  /** What it will be called, in the same folder. */
  name: Type.String(),
  puid: Type.String(),
  index: Type.Integer(),
  title: Type.String(),
  startedAt: Type.Number(),
})
export type Part = Static<typeof Part>
const Parts = Type.Object({ parts: Type.Array(Part) })

export class OpenParts {
  readonly #file: JsonFile<typeof Parts>

  constructor(accountFolder: string, onDamaged: (reason: string) => void) {
    const file = path.join(accountFolder, 'captures.json')
    this.#file = new JsonFile(file, Parts, { parts: [] }, (_setAside, reason) => onDamaged(reason))
  }

  /** Notes a file before it is made. Errors: `disk`. */
  async begin(folder: string, facts: Omit<Part, 'part'>): Promise<Part> {
    await mkdir(folder, { recursive: true }).catch(diskError)
    const part = { ...facts, part: path.join(folder, `${facts.name}.${randomBytes(3).toString('hex')}.part`) }
    await this.#file.write({ parts: [...this.#file.value.parts, part] })
    return part
  }

  /** Its path under its name. Errors: `disk`. */
  async end(part: Part): Promise<string> {
    const named = await giveName(part.part, path.dirname(part.part), part.name)
    await this.#forget(part)
    return named
  }

  /** What an earlier run left: each with its path now and its size. Empty and vanished ones are only forgotten. */
  async recover(onFailed: (reason: string) => void): Promise<{ part: Part; path: string; bytes: number }[]> {
    const found: { part: Part; path: string; bytes: number }[] = []
    for (const part of this.#file.value.parts) {
      const facts = await stat(part.part).catch(() => undefined)
      if (!facts || facts.size === 0) {
        await this.#forget(part)
        continue
      }
      await this.end(part).then(
        (named) => found.push({ part, path: named, bytes: facts.size }),
        (error: unknown) => onFailed(String(error)),
      )
    }
    return found
  }

  async #forget(part: Part): Promise<void> {
    await this.#file.write({ parts: this.#file.value.parts.filter((other) => other.part !== part.part) })
  }
}

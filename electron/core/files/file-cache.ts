/**
 * Whole files of the platform that were shown, kept on the disk of the account: a chat that is read again needs no platform.
 * The least recently used go when there are too many bytes. A disk that fails costs the cache, never the answer.
 */
import { createHash } from 'node:crypto'
import { mkdir, open, rename, rm, utimes, writeFile, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { readCacheFolder, type CachedFacts } from './cached-file.ts'

/** One file may take this share of the whole. */
const MOST_SHARE = 0.25

interface Entry {
  facts: CachedFacts
  usedAt: number
}

export interface CachedFile extends CachedFacts {
  readonly path: string
}

/** A file on its way into the cache. */
export interface CacheWriter {
  /** Never throws: after a failure it takes and keeps nothing. With the last byte that was announced the file is in the cache. */
  write(chunk: Uint8Array): Promise<void>
  /** Nothing more comes. */
  abandon(): Promise<void>
}

export class FileCache {
  readonly #folder: string
  readonly #limitBytes: number
  readonly #now: () => number
  readonly #entries = new Map<string, Entry>()
  readonly #writing = new Set<string>()
  #ready: Promise<void> | undefined

  constructor(folder: string, limitBytes: number, now: () => number) {
    this.#folder = folder
    this.#limitBytes = limitBytes
    this.#now = now
  }

  get bytes(): number {
    return [...this.#entries.values()].reduce((sum, { facts }) => sum + facts.bytes, 0)
  }

  async find(key: string): Promise<CachedFile | undefined> {
    await this.#load()
    const name = nameOf(key)
    const entry = this.#entries.get(name)
    if (!entry) return undefined
    entry.usedAt = this.#now()
    const file = path.join(this.#folder, name)
    const seconds = entry.usedAt / 1000
    // Somebody emptied the folder: then it is not there.
    const isThere = await utimes(file, seconds, seconds).then(
      () => true,
      () => false,
    )
    if (isThere) return { ...entry.facts, path: file }
    this.#entries.delete(name)
    return undefined
  }

  /** Undefined for a file that is too large, or that somebody else brings in already. */
  async begin(facts: Pick<CachedFacts, 'key' | 'bytes' | 'contentType'>): Promise<CacheWriter | undefined> {
    await this.#load()
    const name = nameOf(facts.key)
    if (facts.bytes > this.#limitBytes * MOST_SHARE || this.#writing.has(name)) return undefined
    this.#writing.add(name)
    // Made again only when somebody removed it, and all that was in it.
    if (await mkdir(this.#folder, { recursive: true, mode: 0o700 }).catch(() => undefined)) this.#entries.clear()
    const part = path.join(this.#folder, `${name}.part`)
    const file = await open(part, 'w', 0o600).catch(() => undefined)
    if (!file) {
      this.#writing.delete(name)
      return undefined
    }
    return this.#writer(name, part, file, { ...facts, storedAt: this.#now(), settled: false })
  }

  async settle(key: string): Promise<void> {
    const entry = this.#entries.get(nameOf(key))
    if (!entry) return
    entry.facts = { ...entry.facts, settled: true }
    await this.#writeFacts(nameOf(key), entry.facts).catch(() => undefined)
  }

  async drop(key: string): Promise<void> {
    await this.#remove(nameOf(key))
  }

  #writer(name: string, part: string, file: FileHandle, facts: CachedFacts): CacheWriter {
    let written = 0
    let isGood = true
    const close = async (): Promise<void> => {
      this.#writing.delete(name)
      await file.close().catch(() => undefined)
    }
    const abandon = async (): Promise<void> => {
      if (!this.#writing.has(name)) return
      await close()
      await rm(part, { force: true }).catch(() => undefined)
    }
    return {
      abandon,
      write: async (chunk) => {
        if (!isGood) return
        written += chunk.length
        isGood = await file.appendFile(chunk).then(
          () => true,
          () => false,
        )
        if (!isGood || written !== facts.bytes || !this.#writing.has(name)) return
        await close()
        await this.#keep(name, part, facts).catch(() => rm(part, { force: true }).catch(() => undefined))
      },
    }
  }

  async #keep(name: string, part: string, facts: CachedFacts): Promise<void> {
    await this.#writeFacts(name, facts)
    const file = path.join(this.#folder, name)
    await rename(part, file)
    await utimes(file, facts.storedAt / 1000, facts.storedAt / 1000)
    this.#entries.set(name, { facts, usedAt: facts.storedAt })
    const byUse = [...this.#entries].toSorted(([, one], [, other]) => one.usedAt - other.usedAt)
    for (let bytes = this.bytes; bytes > this.#limitBytes;) {
      const [oldest, entry] = byUse.shift() ?? []
      if (oldest === undefined || !entry) return
      bytes -= entry.facts.bytes
      await this.#remove(oldest)
    }
  }

  async #remove(name: string): Promise<void> {
    this.#entries.delete(name)
    for (const file of [name, `${name}.json`])
      await rm(path.join(this.#folder, file), { force: true }).catch(() => undefined)
  }

  #writeFacts(name: string, facts: CachedFacts): Promise<void> {
    return writeFile(path.join(this.#folder, `${name}.json`), JSON.stringify(facts), { mode: 0o600 })
  }

  #load(): Promise<void> {
    return (this.#ready ??= (async () => {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 }).catch(() => undefined)
      for (const { name, facts, usedAt } of await readCacheFolder(this.#folder)) {
        this.#entries.set(name, { facts, usedAt })
      }
    })())
  }
}

/** Case does not tell names apart everywhere; IDs may hold anything. */
function nameOf(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

import type { Dirent } from 'node:fs'
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import Type, { type Static } from 'typebox'
import { checker } from '../checker.ts'

/** What lies beside a file of the cache, as JSON. */
export const CachedFacts = Type.Object({
  /** Of the source it came from. */
  key: Type.String(),
  bytes: Type.Number(),
  contentType: Type.String(),
  /** Epoch ms. */
  storedAt: Type.Number(),
  /** Seen at the source unchanged some time after it was stored: it is no recording that still grows. */
  settled: Type.Boolean(),
})
export type CachedFacts = Static<typeof CachedFacts>

const fits = checker(CachedFacts)

export interface FoundEntry {
  readonly name: string
  readonly facts: CachedFacts
  /** Epoch ms. */
  readonly usedAt: number
}

/** What an earlier run left whole; the rest is removed. */
export async function readCacheFolder(folder: string): Promise<FoundEntry[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((): Dirent[] => [])
  const names = new Set(entries.map(({ name }) => name))
  const found: FoundEntry[] = []
  for (const name of names) {
    const entry = name.endsWith('.json') ? undefined : await readEntry(folder, name, names)
    if (entry) found.push(entry)
  }
  const whole = new Set(found.flatMap(({ name }) => [name, `${name}.json`]))
  for (const name of names) if (!whole.has(name)) await rm(path.join(folder, name), { recursive: true, force: true })
  return found
}

async function readEntry(folder: string, name: string, names: ReadonlySet<string>): Promise<FoundEntry | undefined> {
  if (!names.has(`${name}.json`)) return undefined
  try {
    const { size, mtimeMs } = await stat(path.join(folder, name))
    const facts: unknown = JSON.parse(await readFile(path.join(folder, `${name}.json`), 'utf8'))
    if (fits(facts) !== undefined || (facts as CachedFacts).bytes !== size) return undefined
    return { name, facts: facts as CachedFacts, usedAt: mtimeMs }
  } catch {
    return undefined
  }
}

/**
 * From the path of a URL to a file of one folder, or nothing. Decoded once, refused rather than repaired: a path that
 * needs repair was not written by our own page.
 */
import { realpath, stat } from 'node:fs/promises'
import path from 'node:path'

// Backslash and colon are separators on Windows (drives, alternate streams); NUL ends a path in C.
const FORBIDDEN = /[\\:\0]/

/** Names below the folder, or undefined for anything that is not a plain relative path. */
export function safeSegments(rawPath: string): readonly string[] | undefined {
  if (!rawPath.startsWith('/')) return undefined
  let decoded: string
  try {
    decoded = decodeURIComponent(rawPath)
  } catch {
    return undefined
  }
  const segments = decoded.slice(1).split('/')
  const bad = (name: string): boolean => name === '' || name.startsWith('.') || FORBIDDEN.test(name)
  if (segments.length === 1 && segments[0] === '') return []
  return segments.some(bad) ? undefined : segments
}

export interface FoundFile {
  file: string
  size: number
  modifiedMs: number
}

/** `folder` must be a real path. A link that leads out of it counts as not there. */
export async function findFile(folder: string, segments: readonly string[]): Promise<FoundFile | undefined> {
  try {
    const file = await realpath(path.join(folder, ...segments))
    if (file !== folder && !file.startsWith(folder + path.sep)) return undefined
    const facts = await stat(file)
    return facts.isFile() ? { file, size: facts.size, modifiedMs: facts.mtimeMs } : undefined
  } catch {
    return undefined
  }
}

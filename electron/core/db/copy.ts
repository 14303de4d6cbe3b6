/** A copy of a database that is in use: whole, as of one moment, without its empty pages. Seconds for a large one. */
import { renameSync, rmSync } from 'node:fs'
import { connectTo } from './connection.ts'

export interface CopyTask {
  readonly file: string
  /** Absolute. What is there is replaced when the copy is whole, not before. */
  readonly target: string
  readonly nativeBinding: string | undefined
}

/** Errors: SQLite's, the file system's. */
export function copyDatabase({ file, target, nativeBinding }: CopyTask): void {
  const part = `${target}.part`
  rmSync(part, { force: true })
  const db = connectTo(file, { readonly: true, nativeBinding })
  try {
    db.prepare('VACUUM INTO ?').run(part)
    renameSync(part, target)
  } finally {
    db.close()
    rmSync(part, { force: true })
  }
}

/** Reads through the whole database and says what is wrong with it. Seconds for a large one: runs in a thread of its own. */
import { connectTo } from './connection.ts'
import { isDamage } from './sqlite-error.ts'

export interface CheckTask {
  readonly file: string
  readonly nativeBinding: string | undefined
  /** One number, set to something but 0 to end it before the next table. */
  readonly stop: SharedArrayBuffer
}

/**
 * Table by table, each with its indexes: between two of them the writer's log can be folded into the file and the check
 * can be ended. Empty when the file is sound. Errors: SQLite's, those that say nothing about the content (`SQLITE_BUSY` …).
 */
export function findFaults({ file, nativeBinding, stop }: CheckTask): string[] {
  const stopped = new Int32Array(stop)
  const faults: string[] = []
  try {
    const db = connectTo(file, { readonly: true, nativeBinding })
    try {
      const tables = db
        .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0`)
        .pluck()
        .all()
      for (const table of tables) {
        if (Atomics.load(stopped, 0) !== 0) break
        const lines = db
          .prepare<[], string>(`PRAGMA quick_check("${table.replaceAll('"', '""')}")`)
          .pluck()
          .all()
        faults.push(...lines.filter((line) => line !== 'ok').map((line) => `${table}: ${line}`))
      }
    } finally {
      db.close()
    }
  } catch (error) {
    if (!isDamage(error)) throw error
    faults.push(error instanceof Error ? error.message : String(error))
  }
  return faults
}

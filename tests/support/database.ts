import path from 'node:path'
import type { Database } from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { connectTo } from '../../electron/core/db/connection.ts'
import { programFiles, type ProgramFiles } from '../../electron/core/db/program-files.ts'
import { Store, type StoreOptions } from '../../electron/core/db/store.ts'
import type { AppError } from '../../shared/errors.ts'
import { tempFolder } from './temp-folder.ts'

/** A database file that does not exist yet, in a folder of this test alone. */
export function databaseFile(): string {
  return path.join(tempFolder(), 'account', 'watchpost.db')
}

/** A connection inside this process that closes with the test. */
export function connect(file: string): Database {
  const db = connectTo(file)
  onTestFinished(() => void db.close())
  return db
}

export interface TestStore {
  readonly store: Store
  readonly failures: AppError[]
  readonly log: string[]
}

/** The real store in its real thread; it closes with the test. */
export async function openStore(options: Partial<StoreOptions> & { file: string }): Promise<TestStore> {
  const failures: AppError[] = []
  const log: string[] = []
  const store = await Store.open({
    log: (level, text) => log.push(`${level} ${text}`),
    onFailure: (error) => failures.push(error),
    ...options,
  })
  onTestFinished(() => store.close())
  return { store, failures, log }
}

/** The program's own files, of which the test keeps the threads that were started. */
export function watchThreads(): { files: ProgramFiles; threads: ReturnType<ProgramFiles['startThread']>[] } {
  const files = programFiles()
  const threads: ReturnType<ProgramFiles['startThread']>[] = []
  return {
    threads,
    files: {
      ...files,
      startThread: (task) => {
        const thread = files.startThread(task)
        threads.push(thread)
        return thread
      },
    },
  }
}

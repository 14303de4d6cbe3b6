/**
 * Where the thread's program, its native part and the migrations lie: as sources beside this file, or as `electron/build.ts`
 * laid them beside the bundled main. Read here and handed over as text: whether a thread could open files inside the packed
 * archive by itself is then no question, and its code stays under the archive's seal.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { orderMigrations, type Migration } from './migrate.ts'
import type { ThreadTask } from './messages.ts'

export interface ProgramFiles {
  readonly migrations: readonly Migration[]
  /** Undefined for the one of the package. */
  readonly nativeBinding: string | undefined
  startThread(task: ThreadTask): Worker
}

/** Of the program that runs. */
export function programFiles(): ProgramFiles {
  return import.meta.filename.endsWith('.ts') ? sourceFiles() : bundledFiles(import.meta.dirname)
}

function sourceFiles(): ProgramFiles {
  return {
    migrations: readMigrations(path.join(import.meta.dirname, 'migrations')),
    nativeBinding: undefined,
    startThread: (task) => new Worker(path.join(import.meta.dirname, 'worker.ts'), { workerData: task }),
  }
}

/** Of a program bundled into `folder`. */
export function bundledFiles(folder: string): ProgramFiles {
  return {
    migrations: readMigrations(path.join(folder, 'migrations')),
    nativeBinding: nativeBindingIn(folder),
    startThread: (task) =>
      new Worker(readFileSync(path.join(folder, 'db-worker.cjs'), 'utf8'), { eval: true, workerData: task }),
  }
}

/** The system loads libraries from real files only: the packager puts them beside the archive. */
export function nativeBindingIn(folder: string, platform = process.platform, arch = process.arch): string {
  const beside = folder.replace(/app\.asar(?=$|[\\/])/, 'app.asar.unpacked')
  return path.join(beside, 'sqlite', `${platform}-${arch}.node`)
}

export function readMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  return orderMigrations(names.map((name) => ({ name, sql: readFileSync(path.join(folder, name), 'utf8') })))
}

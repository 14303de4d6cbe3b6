/**
 * The database thread. Opens the file, answers requests one after the other in the order they came, closes when told.
 * The same file started with `check` reads through the database once and ends, with `copy` it copies it and ends.
 */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import type { Database } from 'better-sqlite3'
import { AppError } from '../../../shared/errors.ts'
import { findFaults } from './check.ts'
import { copyDatabase } from './copy.ts'
import type { Answer, CheckAnswer, CopyAnswer, Refusal, Request, TableNames, ThreadTask } from './messages.ts'
import { openDatabase, type Opened } from './open.ts'
import { isDamage, toAppError } from './sqlite-error.ts'
import { buildTables, SALVAGES } from './tables.ts'

type AnyTables = Readonly<Record<string, Readonly<Record<string, (...args: readonly unknown[]) => unknown>>>>

function refusal(error: unknown): Refusal {
  return { error: toAppError(error).toEnvelope(), stack: error instanceof Error ? (error.stack ?? '') : String(error) }
}

function serve(port: MessagePort, task: ThreadTask & { kind: 'serve' }): void {
  const say = (answer: Answer): void => port.postMessage(answer)
  let db: Database
  let tables: AnyTables
  try {
    const found = openWithTables(task)
    db = found.db
    tables = found.tables
    say({ kind: 'opened', opened: found.opened, tables: namesOf(tables) })
  } catch (error) {
    return say({ kind: 'refused', ...refusal(error) })
  }
  port.on('message', (request: Request) => {
    if (request.kind === 'call') return say(answer(tables, request))
    say(close(db))
    port.close()
  })
}

/** Damage may show only when the statements are prepared, in the pages of an index for texts: then too it is set aside. */
function openWithTables(task: ThreadTask & { kind: 'serve' }): { db: Database; opened: Opened; tables: AnyTables } {
  const found = openDatabase({ ...task, salvages: SALVAGES })
  try {
    return { ...found, tables: buildTables(found.db) as unknown as AnyTables }
  } catch (error) {
    found.db.close()
    if (!isDamage(error) || found.opened.state === 'rebuilt') throw error
    return openWithTables({ ...task, damagedBecause: toAppError(error).details.reason ?? 'damaged' })
  }
}

function namesOf(tables: AnyTables): TableNames {
  return Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, Object.keys(table)]))
}

function answer(tables: AnyTables, { id, table, method, args }: Request & { kind: 'call' }): Answer {
  try {
    const run = tables[table]?.[method]
    if (!run) throw new AppError('unknown-call', { operation: `${table}.${method}` })
    return { kind: 'value', id, value: run(...args) }
  } catch (error) {
    return { kind: 'error', id, ...refusal(error) }
  }
}

/** Everything into the one file: what is copied or backed up from outside is then whole. */
function close(db: Database): Answer {
  try {
    db.pragma('wal_checkpoint(TRUNCATE)')
    return { kind: 'closed' }
  } catch (error) {
    return { kind: 'closed', ...refusal(error) }
  } finally {
    db.close()
  }
}

function copy(task: ThreadTask & { kind: 'copy' }): CopyAnswer {
  try {
    copyDatabase(task)
    return {}
  } catch (error) {
    return refusal(error)
  }
}

const task = workerData as ThreadTask
if (parentPort) {
  if (task.kind === 'serve') serve(parentPort, task)
  else if (task.kind === 'copy') parentPort.postMessage(copy(task))
  else parentPort.postMessage({ faults: findFaults(task) } satisfies CheckAnswer)
}

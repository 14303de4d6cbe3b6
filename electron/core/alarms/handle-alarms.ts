/** Asks the platform to note what was done about alarms. Documentation: "Handle alarm". */
import type { BodyOf } from '../../../shared/platform/define.ts'
import { AppError, type ErrorEnvelope } from '../../../shared/errors.ts'
import { inParallel } from '../../../shared/in-parallel.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { ActiveSession } from '../session/active-session.ts'

const PARALLEL = 8

type Processing = BodyOf<typeof operations.alarm.process>

export interface Handling {
  readonly keys: readonly string[]
  readonly status?: number
  readonly note?: string
}

export interface Handled {
  done: string[]
  refused: { key: string; error: ErrorEnvelope }[]
}

/** Each once: a write is never repeated, for it may have been done. Those that are left when `signal` comes are refused as `cancelled`. */
export async function handleAlarms(session: ActiveSession, handling: Handling, signal: AbortSignal): Promise<Handled> {
  const { keys, status, note } = handling
  if (status === undefined && note === undefined)
    throw new AppError('bad-input', { path: '/status', reason: 'neither a state nor a note' })
  const body: Processing = {
    ...(status === undefined ? {} : { status: status as NonNullable<Processing['status']> }),
    ...(note === undefined ? {} : { process_desc: note }),
  }
  const handled: Handled = { done: [], refused: [] }
  await inParallel(PARALLEL, [...new Set(keys)], async (key) => {
    try {
      if (signal.aborted) throw new AppError('cancelled')
      await session.call(operations.alarm.process, { params: { key }, body })
      handled.done.push(key)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      handled.refused.push({ key, error: error.toEnvelope() })
    }
  })
  return handled
}

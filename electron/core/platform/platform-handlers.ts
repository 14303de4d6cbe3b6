import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import { isReserved } from '../../../shared/contract/platform.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Operation } from '../../../shared/platform/define.ts'
import { operationsByName } from '../../../shared/platform/index.ts'
import type { Session } from '../session/session.ts'
import { inputChecker } from './input-check.ts'
import type { Watches } from './watches.ts'

interface Checked {
  readonly operation: Operation
  readonly check: ReturnType<typeof inputChecker>
}

/** The generic call, for any operation of the first contract, its input checked against the operation's own schemas; and the subscriptions. */
export function platformHandlers(session: Session, watches: Watches): DomainHandlers<WatchpostContract, 'platform'> {
  const known = new Map<string, Checked>()
  return {
    call: async ({ operation: name, params, query, body }, { signal }) => {
      const { operation, check } = lookUp(known, name)
      const input = { params: params ?? {}, query: query ?? {}, body: body ?? {} }
      const problem = check(input)
      if (problem) throw new AppError('bad-input', { operation: name, ...problem })
      const active = session.require()
      const startMs = performance.now()
      const durationMs = (): number => Math.round(performance.now() - startMs)
      try {
        const { data, beside, page, badRows } = await active.call(operation, input, { signal })
        return { data, beside, ...(page ? { page } : {}), ...(badRows ? { badRows } : {}), durationMs: durationMs() }
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        throw new AppError(error.code, { ...error.details, durationMs: durationMs() }, { cause: error })
      }
    },
    watch: ({ subscription }, { connection }) => ({
      watchId: watches.open(session.require(), subscription, connection),
    }),
    say: ({ watchId, message }, { connection }) => {
      watches.say(watchId, message, connection)
      return null
    },
    unwatch: ({ watchId }, { connection }) => {
      watches.close(watchId, connection)
      return null
    },
  }
}

function lookUp(known: Map<string, Checked>, name: string): Checked {
  const before = known.get(name)
  if (before) return before
  const operation = operationsByName.get(name)
  if (!operation || isReserved(operation))
    throw new AppError('bad-input', { path: '/operation', reason: 'not allowed' })
  if (operation.answers === 'file') throw new AppError('bad-input', { path: '/operation', reason: 'answers a file' })
  const checked = { operation, check: inputChecker(operation) }
  known.set(name, checked)
  return checked
}

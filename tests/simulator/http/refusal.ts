/** A no of the state behind an operation, thrown where it is found and answered where the operation ends. */
import type { PlatformCode } from '../../../shared/platform/codes.ts'
import { ok, refused, type Answer } from './answer.ts'

type Code = (typeof PlatformCode)[keyof typeof PlatformCode]

export class Refusal extends Error {
  readonly code: Code

  constructor(code: Code, message: string) {
    super(message)
    this.code = code
  }
}

/** The answer of `run`, or the refusal that it met. Other errors pass. */
export function orRefused<D>(run: () => Answer<D>): Answer<D> {
  try {
    return run()
  } catch (error) {
    if (error instanceof Refusal) return refused(error.code, error.message)
    throw error
  }
}

/** The answer of an operation that does something and has nothing to tell. */
export function done(run: () => void): Answer<Record<never, never>> {
  return orRefused(() => {
    run()
    return ok({})
  })
}

/** From the text of a frame to its checked value, or to an error that says which subscription, where, and what. */
import { AppError } from '../../../shared/errors.ts'
import type { FrameOf, Push } from '../../../shared/platform/define.ts'
import { read, ReadError } from '../../../shared/platform/read.ts'
import { isTooDeep } from './depth.ts'

/** Errors: `bad-answer` and no other, with the name of the subscription as `operation`. */
export function decodeFrame<P extends Push>(push: P, text: string): FrameOf<P> {
  const bad = (path: string, reason: string): AppError =>
    new AppError('bad-answer', { operation: push.name, path: path || '/', reason })
  if (isTooDeep(text)) throw bad('/', 'too deep')
  const value = parse(text)
  if (value === undefined) throw bad('/', 'no JSON')
  try {
    return read(push.frame, value) as FrameOf<P>
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    throw bad(error.path, error.reason)
  }
}

/** JSON has no undefined of its own. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

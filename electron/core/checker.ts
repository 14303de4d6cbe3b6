import { Compile } from 'typebox/compile'
import type { Checker } from '../../shared/wire.ts'

/** Compiled checks: the core may generate code, the page under its CSP may not. The first fault is enough to refuse. */
export const checker: Checker = (schema) => {
  const compiled = Compile(schema)
  return (value) => {
    if (compiled.Check(value)) return undefined
    const first = compiled.Errors(value)[0]
    return { path: first?.instancePath ?? '', reason: first?.message ?? 'does not fit' }
  }
}

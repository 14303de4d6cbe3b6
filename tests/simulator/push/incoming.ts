/** What a client sends over a subscription, held against the contract. */
import Type from 'typebox'
import { Value } from 'typebox/value'
import type { Push } from '../../../shared/platform/define.ts'
import { unknownFields } from '../http/check.ts'

export interface Incoming {
  /** undefined for a keep-alive and for what does not fit. */
  readonly message: unknown
  /** What a client should not have sent. */
  readonly faults: readonly string[]
}

/** An empty message keeps alive, whatever the subscription takes beside it. */
export function readIncoming(push: Push, text: string): Incoming {
  if (text.trim() === '') return { message: undefined, faults: [] }
  if (Type.IsNever(push.sends)) return { message: undefined, faults: ['takes nothing but empty messages'] }
  const value = parse(text)
  if (value === undefined) return { message: undefined, faults: ['not JSON'] }
  const [error] = Value.Errors(push.sends, value)
  if (error) return { message: undefined, faults: [`${error.instancePath}: ${error.message}`] }
  return { message: value, faults: unknownFields(push.sends, value).map((field) => `${field}: unknown field`) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

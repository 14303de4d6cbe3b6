/** What crosses a pipe. Frames of the renderer are distrusted: what is no frame is undefined. */
import type { ErrorEnvelope } from './errors.ts'
import { parseRecord } from './record.ts'

export type ClientFrame =
  | { kind: 'call'; id: number; name: string; input: unknown }
  | { kind: 'cancel'; id: number }
  | { kind: 'listen'; name: string }
  | { kind: 'unlisten'; name: string }

export type ServerFrame =
  | { kind: 'value'; id: number; value: unknown }
  | { kind: 'error'; id: number; error: ErrorEnvelope }
  | { kind: 'event'; name: string; payload: unknown }

export function parseClientFrame(text: string): ClientFrame | undefined {
  const value = parseRecord(text)
  if (!value) return undefined
  const { kind, id, name } = value
  if (kind === 'call' && isId(id) && typeof name === 'string') return { kind, id, name, input: value['input'] }
  if (kind === 'cancel' && isId(id)) return { kind, id }
  if ((kind === 'listen' || kind === 'unlisten') && typeof name === 'string') return { kind, name }
  return undefined
}

function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

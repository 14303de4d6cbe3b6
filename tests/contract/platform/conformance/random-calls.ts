/** Calls with anything that fits the schemas: nearly all are refused, none may break the platform. */
import fc from 'fast-check'
import Type, { type TSchema } from 'typebox'
import { expect } from 'vitest'
import { readAnswer } from '../../../../electron/core/platform/answer.ts'
import type { CallInput } from '../../../../shared/platform/place.ts'
import { AppError } from '../../../../shared/errors.ts'
import { PlatformCode } from '../../../../shared/platform/codes.ts'
import type { Operation } from '../../../../shared/platform/define.ts'
import { fromSchema, notesOf } from '../../../support/from-schema.ts'
import type { Caller } from './caller.ts'

export const CASES = 5
const SEED = 20_260_102

const SEGMENT = fc.stringMatching(/^[0-9A-Za-z_ ]{1,12}$/)

/** They would end the session that the other calls need. */
const LEFT_OUT = new Set(['auth.logout', 'auth.login'])

export async function callWhatFits(caller: Caller, operation: Operation): Promise<void> {
  if (LEFT_OUT.has(operation.name)) return
  const { fleet } = caller.simulator
  const devices = fleet().devices.map(({ id }) => id)
  // Devices that exist: else every call of a device would end with "not found".
  const fix = (name: string) => (/^(puid|puId|devId|deviceID)$/.test(name) ? fc.constantFrom(...devices) : undefined)
  const options = { fix }
  // `.` and `..` are other paths, which the client refuses by itself.
  const inPath = { fix: (name: string, schema: TSchema) => fix(name) ?? (isPlainText(schema) ? SEGMENT : undefined) }
  const inputs = fc.sample(
    fc.record({
      params: fromSchema(operation.params, inPath),
      query: fromSchema(operation.query, options),
      body: fromSchema(operation.body, options),
    }),
    { numRuns: CASES, seed: SEED },
  ) as CallInput<Operation>[]
  for (const input of inputs) await callOnce(caller, operation, input)
}

async function callOnce(caller: Caller, operation: Operation, input: CallInput<Operation>): Promise<void> {
  const response = await caller.send(operation, input)
  const isFile = operation.answers !== 'json' && !response.headers.get('content-type')?.includes('json')
  const text = await response.text()
  if (isFile) return
  try {
    expect(readAnswer(operation, { status: response.status, text }, 'simulator').badRows).toBeUndefined()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const words = `${operation.name} ${JSON.stringify(input)}: ${text.slice(0, 300)}`
    expect(error.code, words).toBe('platform')
    expect(error.details.platformCode, words).not.toBe(PlatformCode.serverError)
    // The token is good and the schemas fit: neither may be what the platform complains of.
    expect(error.details.platformCode, words).not.toBe(PlatformCode.authentication)
  }
}

function isPlainText(schema: TSchema): boolean {
  return Type.IsString(schema) && notesOf(schema).pattern === undefined
}

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readAnswer } from '../../../electron/core/platform/answer.ts'
import { decodeFrame } from '../../../electron/core/platform/frame.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Operation, Push } from '../../../shared/platform/define.ts'
import { operationsByName, pushes } from '../../../shared/platform/index.ts'
import { read } from '../../../shared/platform/read.ts'
import { createRandom, type Random } from '../../simulator/random.ts'
import { fromSchema } from '../../support/from-schema.ts'
import { spoiltText } from '../../support/mutate.ts'

const SEED = 20_260_101
const ANSWERS = 90_000
const FRAMES = 10_000
/** Good values of each kind; each is spoiled many times. */
const EXAMPLES = 10

/** Well-formed answers of an operation. */
function answersOf({ data, beside, paged }: Operation): unknown[] {
  const rest = fc.sample(fromSchema(beside), { numRuns: EXAMPLES, seed: SEED }) as object[]
  const pageInfo = paged ? { pageInfo: { page: 0, pageSize: 20, totalCount: 1 } } : {}
  return fc
    .sample(fromSchema(data), { numRuns: EXAMPLES, seed: SEED })
    .map((value, at) => ({ code: 0, msg: 'OK', ...pageInfo, data: value, ...rest[at] }))
}

/** What the outcome is, and nothing but outcomes: anything thrown that is no typed error ends the test. */
function outcomeOf(operation: Operation, random: Random, answers: readonly unknown[]): string {
  const status = random.chance(0.05) ? 500 : 200
  try {
    readAnswer(operation, { status, text: spoiltText(random.pick(answers), random) }, 'host')
    return 'read'
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

it(`takes ${ANSWERS} spoilt answers for an answer or for a typed error`, () => {
  const random = createRandom(SEED)
  const outcomes = new Map<string, number>()
  const operations = [...operationsByName.values()].filter(({ answers }) => answers === 'json')
  const each = Math.ceil(ANSWERS / operations.length)
  for (const operation of operations) {
    const answers = answersOf(operation)
    for (let turn = 0; turn < each; turn++) {
      const outcome = outcomeOf(operation, random, answers)
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }
  }
  expect([...outcomes.keys()].toSorted()).toEqual(['bad-answer', 'http-status', 'platform', 'read'])
  expect({}).not.toHaveProperty('polluted')
}, 120_000)

it('reads an answer the same a second time', () => {
  for (const operation of operationsByName.values()) {
    for (const value of fc.sample(fromSchema(operation.data), { numRuns: EXAMPLES, seed: SEED })) {
      const once = read(operation.data, structuredClone(value))
      expect(read(operation.data, structuredClone(once))).toEqual(once)
    }
  }
})

it(`takes ${FRAMES} spoilt frames for a frame or for a typed error that says where`, () => {
  const random = createRandom(SEED)
  const outcomes = { read: 0, refused: 0 }
  for (const push of Object.values(pushes) as Push[]) {
    const frames = fc.sample(fromSchema(push.frame), { numRuns: EXAMPLES, seed: SEED })
    for (let turn = 0; turn < FRAMES / 6; turn++) {
      try {
        decodeFrame(push, spoiltText(random.pick(frames), random))
        outcomes.read++
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        expect(error).toMatchObject({ code: 'bad-answer', details: { operation: push.name } })
        expect(error.details.path).toMatch(/^\//)
        outcomes.refused++
      }
    }
  }
  expect(outcomes.read).toBeGreaterThan(FRAMES / 10)
  expect(outcomes.refused).toBeGreaterThan(FRAMES / 10)
  expect({}).not.toHaveProperty('polluted')
}, 60_000)

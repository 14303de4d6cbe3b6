import fc from 'fast-check'
import { expect, it } from 'vitest'
import { startSimulator } from '../../simulator/simulator.ts'
import { Caller } from './conformance/caller.ts'
import { compare, readModel } from './walk/compare.ts'
import { emptyModel, type Model } from './walk/model.ts'
import { steps, type Step } from './walk/steps.ts'

const WALKS = 50
const STEPS_OF_A_WALK = 400
const SEED = 20_260_103
/** Steps after which everything is read back. */
const COMPARED_EACH = 50

const stepNames = Object.keys(steps)

interface Move {
  readonly step: string
  readonly pick: number
}

const walks = fc.array(fc.record({ step: fc.constantFrom(...stepNames), pick: fc.nat() }), {
  // What fails is shortened to where it begins.
  minLength: 1,
  size: 'max',
  maxLength: STEPS_OF_A_WALK,
})

/** Walks on a platform of its own. @returns how many operations were called */
async function walk(moves: readonly Move[]): Promise<number> {
  const simulator = await startSimulator({ devices: 30 })
  try {
    const caller = new Caller(simulator, new Set())
    await caller.signIn({ username: 'admin', password: '123456' })
    const model: Model = { ...emptyModel(), ...(await readModel(caller)) }
    for (const [index, { step, pick }] of moves.entries()) {
      await (steps[step] as Step)(model, caller, pick)
      if (index % COMPARED_EACH === 0) await compare(model, caller)
    }
    await compare(model, caller)
    expect(simulator.seen().violations).toEqual([])
    return Object.values(simulator.seen().counts).reduce((sum, count) => sum + count, 0)
  } finally {
    await simulator.close()
  }
}

it(`is consistent after any walk of up to ${STEPS_OF_A_WALK} steps on users, groups, devices, fences and plans`, async () => {
  let operations = 0
  await fc.assert(
    fc.asyncProperty(walks, async (moves) => void (operations += await walk(moves))),
    { seed: SEED, numRuns: WALKS },
  )
  // Steps that find nothing to do are few.
  expect(operations).toBeGreaterThan(10_000)
}, 180_000)

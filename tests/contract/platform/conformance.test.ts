import { describe, expect, it } from 'vitest'
import { operationsByName } from '../../../shared/platform/index.ts'
import { openPlatform } from '../../support/platform.ts'
import { Caller } from './conformance/caller.ts'
import { callWhatFits, CASES } from './conformance/random-calls.ts'
import { scenarios } from './conformance/scenarios.ts'

const ADMIN = { username: 'admin', password: '123456' }

async function open(asDocumented: boolean, covered = new Set<string>()): Promise<Caller> {
  const simulator = await openPlatform({ devices: 80, asDocumented })
  const caller = new Caller(simulator, covered)
  await caller.signIn(ADMIN)
  return caller
}

describe.each([
  ['on the wire', false],
  ['as documented', true],
])('the platform, answering %s', (_, asDocumented) => {
  const covered = new Set<string>()

  it.each(scenarios.map((scenario) => [scenario.section, scenario] as const))('does %s', async (_name, { run }) => {
    const caller = await open(asDocumented, covered)
    await run(caller)
    expect(caller.simulator.seen().violations).toEqual([])
  })

  it('has answered every operation', () => {
    expect([...operationsByName.keys()].filter((name) => !covered.has(name))).toEqual([])
  })
})

it(`answers ${CASES} calls of each operation that fit its schemas by the contract or with a reason`, async () => {
  const caller = await open(false)
  for (const operation of operationsByName.values()) await callWhatFits(caller, operation)
  // What the client sent was made from the contract: what the platform notes now is its own fault.
  expect(caller.simulator.seen().violations).toEqual([])
}, 120_000)

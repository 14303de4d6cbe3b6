/** What the comparison of answers leaves out, the envelope, is compared here: line by line, and every exception counted. */
import { describe, expect, it } from 'vitest'
import { operationsByName } from '../../../shared/platform/index.ts'
import { catalogue, envelopeLines } from './catalogue.ts'
import { ENVELOPE, ENVELOPE_RULES, OPTIONAL_DATA, PAGE, ruleFor, WITHOUT_ENVELOPE } from './departures/envelope.ts'
import { pathOnTheWire } from './departures/index.ts'

const documented = catalogue.filter(({ section }) => section !== 'websocket')
const printed = documented.map(({ response }) => envelopeLines(response))

describe('the printed envelope', () => {
  it.each(documented.map((entry) => [`${entry.method} ${entry.path}`, entry] as const))('%s', (_, entry) => {
    const lines = envelopeLines(entry.response)
    const path = pathOnTheWire(entry.path)
    const bare = [...operationsByName.values()].find(
      (operation) => operation.path === path && WITHOUT_ENVELOPE.includes(operation.name),
    )
    const isPaged = entry.response.some(({ name, nested }) => name === 'pageInfo' && !nested)
    const wanted = bare ? [] : isPaged ? [...ENVELOPE, ...PAGE] : ENVELOPE
    expect(lines.map((line) => ruleFor(line)?.ours ?? line).toSorted()).toEqual(wanted)
  })

  it.each(ENVELOPE_RULES.map((rule) => [rule.printed, rule] as const))('"%s" is left with its reason', (line, rule) => {
    expect(printed.filter((lines) => lines.includes(line))).toHaveLength(rule.times)
    expect(rule.reason.length).toBeGreaterThan(20)
  })

  it('leaves `code` as it is printed in all others', () => {
    const left = printed.filter((lines) => lines.some((line) => line.startsWith('code ') && !ruleFor(line)))
    const byRule = ENVELOPE_RULES.filter(({ ours }) => ours === 'code number').reduce(
      (sum, { times }) => sum + times,
      0,
    )
    expect(left.length + byRule + WITHOUT_ENVELOPE.length).toBe(documented.length)
  })

  it('flags data as optional so often', () => {
    const optional = documented.filter(({ response }) =>
      response.some(({ name, nested, required }) => name === 'data' && !nested && !required),
    )
    expect(optional).toHaveLength(OPTIONAL_DATA.times)
    expect(OPTIONAL_DATA.reason.length).toBeGreaterThan(20)
  })
})

it('operations without an envelope are those that say so', () => {
  const bare = [...operationsByName.values()].filter(({ answers }) => answers !== 'json').map(({ name }) => name)
  const known = new Set(documented.map(({ path }) => pathOnTheWire(path)))
  const ofTheCatalogue = bare.filter((name) => known.has(operationsByName.get(name)?.path ?? ''))
  expect(ofTheCatalogue.toSorted()).toEqual([...WITHOUT_ENVELOPE].toSorted())
})

import Type from 'typebox'
import { describe, expect, it } from 'vitest'
import type { Operation, Push } from '../../../shared/platform/define.ts'
import { operationsByName, pushes } from '../../../shared/platform/index.ts'
import { catalogue, documentedLine, withoutEnvelope, type DocumentedOperation } from './catalogue.ts'
import { depart, type Part } from './departures/departure.ts'
import { departures, onTheWire, parameterOnTheWire, pathOnTheWire } from './departures/index.ts'
import { flattenAnswer, flattenBody, flattenFrame } from './flatten.ts'

const isSubscription = ({ section }: DocumentedOperation): boolean => section === 'websocket'
const documentedOperations = catalogue.filter((entry) => !isSubscription(entry))
const documentedPushes = catalogue.filter(isSubscription)

const departuresOf = (name: string, part: Part) =>
  departures.filter((departure) => departure.operation === name && departure.part === part)

/** Method and path as printed, of one of ours. */
function printedPlace(operation: Operation): string {
  const back = (part: Part, text: string): string =>
    departuresOf(operation.name, part).reduce((now, { documented, ours }) => {
      expect(now).toBe(ours[0])
      return documented[0] ?? ''
    }, text)
  return `${back('method', operation.method)} ${back('path', operation.path)}`
}

const place = ({ method, path }: DocumentedOperation): string => `${method} ${pathOnTheWire(path)}`

const byPlace = new Map([...operationsByName.values()].map((operation) => [printedPlace(operation), operation]))

describe('the documentation', () => {
  it('knows 273 operations, of which six are subscriptions', () => {
    expect(catalogue).toHaveLength(273)
    expect(documentedPushes).toHaveLength(6)
  })

  it('and the contract name the same methods and paths', () => {
    expect([...byPlace.keys()].toSorted()).toEqual(documentedOperations.map(place).toSorted())
  })

  it('and the contract name the same subscriptions', () => {
    expect(Object.values(pushes).map(({ path }) => path)).toEqual(documentedPushes.map(({ path }) => path))
  })
})

describe.each(documentedOperations.map((entry) => [place(entry), entry] as const))('%s', (at, documented) => {
  const operation = byPlace.get(at)
  it.runIf(operation)('has the documented fields', () => {
    const ours = operation as Operation
    expect(flattenBody(ours.body)).toEqual(
      depart(documented.request.map(documentedLine).map(onTheWire), departuresOf(ours.name, 'request')),
    )
    expect(flattenAnswer(ours)).toEqual(
      depart(
        withoutEnvelope(documented.response).map(documentedLine).map(onTheWire),
        departuresOf(ours.name, 'response'),
      ),
    )
    expect(documented.response.some(({ name, nested }) => name === 'pageInfo' && !nested)).toBe(ours.paged)
    expect(queryLines(ours)).toEqual(depart(documented.query.map(queryLine), departuresOf(ours.name, 'query')))
    expect(Object.keys(ours.params.properties)).toEqual(pathNames(ours.path))
    expect(pathNames(ours.path)).toEqual(
      depart(documented.pathParams.map(firstWord).map(parameterOnTheWire), departuresOf(ours.name, 'params')),
    )
  })
})

describe.each(documentedPushes.map((entry) => [entry.path, entry] as const))('%s', (path, documented) => {
  const ours = (Object.values(pushes) as Push[]).find((push) => push.path === path)
  it.runIf(ours)('has the documented fields', () => {
    const { name, sends } = ours as Push
    expect(flattenFrame(ours as Push)).toEqual(
      depart(documented.response.map(documentedLine).map(onTheWire), departuresOf(name, 'response')),
    )
    expect(Type.IsNever(sends) ? [] : flattenBody(sends)).toEqual(
      depart(documented.request.map(documentedLine).map(onTheWire), departuresOf(name, 'request')),
    )
  })
})

describe('the table of departures', () => {
  it('names operations that exist, each with its reason', () => {
    const names = new Set([...operationsByName.keys(), ...Object.values(pushes).map(({ name }) => name)])
    for (const { operation, reason } of departures) {
      expect(names).toContain(operation)
      expect(reason.length).toBeGreaterThan(20)
    }
  })
})

/** `name`, with `?` behind it when it may be missing. Documented is `name yes` or `name no` and what it means. */
function queryLine(text: string): string {
  const [name = '', required] = text.split(' ')
  return required === 'yes' ? name : `${name}?`
}

function queryLines({ query }: Operation): string[] {
  const required = new Set<string>(query.required ?? [])
  return Object.keys(query.properties).map((name) => (required.has(name) ? name : `${name}?`))
}

function firstWord(text: string): string {
  return text.split(' ')[0] ?? ''
}

function pathNames(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
}

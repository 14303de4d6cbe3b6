/** The table of coverage in the README of the tests says what is true. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { CATALOGUE } from '../../../renderer/features/platform-explorer/catalogue.ts'
import { fileSourceOf } from '../../../renderer/features/platform-explorer/file-call.ts'
import { isReserved } from '../../../shared/contract/platform.ts'
import { operationsByName, pushes } from '../../../shared/platform/index.ts'
import { catalogue } from './catalogue.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const told = (what: string): number => Number(new RegExp(`\\| by ${what} \\| (\\d+) \\|`).exec(readme)?.[1])
const operations = [...operationsByName.values()]
const subscriptions = Object.values(pushes).length

it('of schemas and of the simulator', () => {
  expect(catalogue).toHaveLength(273)
  expect(told('schema')).toBe(operations.length + subscriptions)
  // That each of them is answered is what the conformance test and the one of watches end with.
  expect(told('simulator')).toBe(operations.length + subscriptions)
})

it('of the explorer', () => {
  expect(told('explorer')).toBe(CATALOGUE.length)
  const sendable = operations.filter((operation) => !isReserved(operation))
  expect(readme).toContain(`${sendable.length + subscriptions} are sent or opened from it`)
})

it('and each of those that answer a file has its way by the downloads', () => {
  const files = operations.filter(({ answers }) => answers === 'file')
  expect(files.map(({ name }) => name)).toEqual(['devicefile.download', 'lowerRecord.download'])
  const params = { puid: 'PU_1', fileid: '/a/b.mp4', id: '7' }
  expect(files.map((operation) => fileSourceOf(operation, { params }))).toEqual([
    { kind: 'device', puid: 'PU_1', fileId: '/a/b.mp4' },
    { kind: 'lower', fileId: '7' },
  ])
  expect(operations.filter((operation) => fileSourceOf(operation, { params }) && operation.answers !== 'file')).toEqual(
    [],
  )
})

it('and no operation of the documentation takes a file', () => {
  const types = new Set(catalogue.flatMap(({ request }) => request.map(({ type }) => type)))
  expect([...types].filter((type) => /file|binary|stream/i.test(type))).toEqual([])
})

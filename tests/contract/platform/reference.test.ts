import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { operationsByName, pushes } from '../../../shared/platform/index.ts'
import { reference } from './reference.ts'

it('is current (`npm run reference` writes it)', () => {
  const page = readFileSync(new URL('../../../shared/platform/README.md', import.meta.url), 'utf8')
  expect(page).toBe(reference())
})

it('names every operation and subscription once', () => {
  const page = reference()
  const names = [...page.matchAll(/^### `(.+)`$/gm)].map(([, name]) => name)
  const expected = [...operationsByName.keys(), ...Object.values(pushes).map(({ name }) => name)]
  expect(names.toSorted()).toEqual(expected.toSorted())
})

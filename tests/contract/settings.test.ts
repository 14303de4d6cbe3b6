import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { openDesk, record } from '../support/desk.ts'

it.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty'])(
  'the name %s is a name like any other',
  async (key) => {
    const desk = await openDesk()
    expect(await desk.client.settings.read({ scope: 'app', key })).toEqual({ value: null })
    const told = record(desk.client, 'settings.changed')
    await desk.client.settings.write({ scope: 'app', key, value: { __proto__: { polluted: true }, mine: 1 } })
    expect(await desk.client.settings.read({ scope: 'app', key })).toEqual({ value: { mine: 1 } })
    expect(told).toHaveLength(1)
    const next = await openDesk({ folder: desk.folder })
    expect(await next.client.settings.read({ scope: 'app', key })).toEqual({ value: { mine: 1 } })
  },
)

it.each(['__proto__', 'a[b]', 'Upper', ''])('the name %j is refused', async (key) => {
  const desk = await openDesk()
  await expect(desk.client.settings.read({ scope: 'app', key })).rejects.toMatchObject({ code: 'bad-input' })
})

it('of an account are nobody’s while nobody is signed in', async () => {
  const desk = await openDesk()
  await expect(desk.client.settings.read({ scope: 'account', key: 'a' })).rejects.toMatchObject({
    code: 'not-signed-in',
  })
})

it('null gives a name up: it is not in the file any more', async () => {
  const desk = await openDesk()
  await desk.client.settings.write({ scope: 'app', key: 'a', value: 1 })
  await desk.client.settings.write({ scope: 'app', key: 'b', value: 2 })
  const told = record(desk.client, 'settings.changed')
  await desk.client.settings.write({ scope: 'app', key: 'a', value: null })
  expect(await desk.client.settings.read({ scope: 'app', key: 'a' })).toEqual({ value: null })
  expect(told).toEqual([{ scope: 'app', key: 'a', value: null }])
  expect(JSON.parse(readFileSync(path.join(desk.folder, 'settings.json'), 'utf8'))).toEqual({ b: 2 })
})

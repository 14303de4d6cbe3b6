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

import { expect, it, onTestFinished } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { operations } from '../../shared/platform/index.ts'
import { FleetData } from '../../renderer/features/fleet/fleet-data.ts'
import { createRandom } from '../simulator/random.ts'
import { openDesk } from '../support/desk.ts'
import { spoiltText } from '../support/mutate.ts'
import { openPlatform } from '../support/platform.ts'
import { openRelay } from '../support/relay.ts'
import { until } from '../support/until.ts'

const LISTS = [operations.device.listGroups, operations.device.list, operations.user.listGroups, operations.user.list]
const ROUNDS = 150

/** The real core and the renderer's copy of the fleet behind a platform that spoils what it answers. */
async function open() {
  const platform = await openPlatform({ devices: 60 })
  const relay = await openRelay(platform.url)
  const desk = await openDesk()
  const site = await desk.site(relay.url)
  await desk.signIn(site)
  const live = () => until('fleet live', async () => (await desk.client.fleet.state({})).phase === 'live')
  await live()
  const data = new FleetData(desk.client)
  onTestFinished(() => data.stop())
  await data.start()
  return { platform, relay, desk, data }
}

it('with spoilt lists is refused or read, and is right again as soon as the platform is', async () => {
  const { platform, relay, desk, data } = await open()
  const random = createRandom(7)
  const codes = new Set<string>()
  for (let round = 0; round < ROUNDS; round++) {
    const { path } = random.pick(LISTS)
    relay.put(path, (body) => spoiltText(JSON.parse(body), random))
    try {
      await desk.client.fleet.refresh({})
      codes.add('read')
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      codes.add(error.code)
    }
    relay.put(path)
    await data.read()
  }
  expect([...codes].toSorted()).toEqual(['bad-answer', 'platform', 'read'])
  await desk.client.fleet.refresh({})
  await until('the devices of the platform', () => data.devices.total === platform.fleet().devices.length)
  const names = new Map(platform.fleet().devices.map(({ id, name }) => [id, name]))
  for (const leaf of data.devices.leaves()) expect(leaf.name).toBe(names.get(leaf.id))
  expect({}).not.toHaveProperty('polluted')
}, 120_000)

it('that nests deeper than any stack is refused, whoever asks', async () => {
  const { relay, desk } = await open()
  const { path, name } = operations.device.listClasses
  const deep = `{"code":0,"pageInfo":{"page":0,"pageSize":1,"totalCount":1},"data":[{"id":1,"name":"a","more":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`
  relay.put(path, () => deep)
  await expect(desk.client.platform.call({ operation: name, body: { page: 0, pageSize: 1 } })).rejects.toMatchObject({
    code: 'bad-answer',
    details: { operation: name, reason: 'too deep' },
  })
})

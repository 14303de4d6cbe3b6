import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BundleList } from '../../../../renderer/features/alarms/bundle-list.ts'
import type { Bundle } from '../../../../shared/contract/alarms.ts'
import { alarm } from './fixtures.ts'
import { SmallCore } from './small-core.ts'

let core: SmallCore
beforeEach(() => {
  core = new SmallCore()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => vi.useRealTimers())

function bundle(key: string, at: number, count: number): Bundle {
  return { newest: alarm(key, at), count, active: count, unseen: count, firstTime: 0 }
}

async function opened(): Promise<BundleList> {
  const list = new BundleList(core.connect(), {})
  await list.reload()
  return list
}
const counts = (list: BundleList) => list.lines.value.map(({ key, bundle: each }) => `${key} ${each?.count}`)

describe('bundles', () => {
  it('are asked for anew once a second, however much comes in', async () => {
    core.bundles = [bundle('a', 5, 2)]
    const list = await opened()
    for (let at = 0; at < 20; at++) list.apply({ alarms: [alarm(`a${at}`, 6 + at)], raised: [`a${at}`] })
    core.bundles = [bundle('a19', 25, 22)]
    expect(core.bundled).toBe(1)
    await vi.advanceTimersByTimeAsync(1000)
    await vi.waitFor(() => expect(counts(list)).toEqual(['a19 22']))
    expect(core.bundled).toBe(2)
  })

  it('stay in place while the operator reads: known ones change, new alarms are counted', async () => {
    core.bundles = [bundle('b', 6, 1), bundle('a', 5, 2)]
    const list = await opened()
    list.setReading(true)
    list.apply({ alarms: [alarm('c', 9), alarm('a', 5, { seen: true })], raised: ['c'] })
    core.bundles = [bundle('c', 9, 1), bundle('b', 6, 1), bundle('a', 5, 1)]
    await vi.advanceTimersByTimeAsync(1000)
    await vi.waitFor(() => expect(counts(list)).toEqual(['b 1', 'a 1']))
    expect(list.fresh.value).toBe(1)
    list.setReading(false)
    await vi.waitFor(() => expect(counts(list)).toEqual(['c 1', 'b 1', 'a 1']))
    expect(list.fresh.value).toBe(0)
  })

  it('ask nothing any more when they are put away', async () => {
    const list = await opened()
    list.apply({ alarms: [alarm('a', 1)], raised: ['a'] })
    list.dispose()
    await vi.advanceTimersByTimeAsync(5000)
    expect(core.bundled).toBe(1)
  })
})

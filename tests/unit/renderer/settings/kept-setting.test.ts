import { describe, expect, it } from 'vitest'
import { effectScope, watch } from 'vue'
import { keptSetting } from '../../../../renderer/features/settings/kept-setting.ts'
import { until } from '../../../support/until.ts'
import { SmallSettings } from './small-settings.ts'

const VOLUME = { scope: 'app', key: 'volume', read: (kept: unknown) => (typeof kept === 'number' ? kept : 50) } as const

function windowOf(core: SmallSettings) {
  return keptSetting(core.connect(), VOLUME)
}

describe('a kept setting', () => {
  it('is what was kept, and for what makes no sense what is usual', async () => {
    const core = new SmallSettings()
    core.kept.set('volume', 70)
    const volume = windowOf(core)
    expect(volume.value.value).toBe(50)
    await until('read', () => volume.isRead.value)
    expect(volume.value.value).toBe(70)
    core.kept.set('volume', 'loud')
    const other = windowOf(core)
    await until('read', () => other.isRead.value)
    expect(other.value.value).toBe(50)
  })

  it('that is chosen before it was read is not undone by what is read', async () => {
    const core = new SmallSettings()
    core.kept.set('volume', 70)
    const volume = windowOf(core)
    await volume.choose(20)
    await until('read', () => volume.isRead.value)
    expect(volume.value.value).toBe(20)
  })

  it('never goes back to what was chosen before, however fast the hand is, and is no stream of writes', async () => {
    const core = new SmallSettings()
    const volume = windowOf(core)
    await until('read', () => volume.isRead.value)
    const seen: number[] = []
    watch(volume.value, (value) => seen.push(value), { flush: 'sync' })
    const chosen = Array.from({ length: 100 }, (_, step) => 100 - step)
    await Promise.all(
      chosen.map(async (value, step) => {
        for (let turns = 0; turns < step; turns++) await Promise.resolve()
        await volume.choose(value)
      }),
    )
    expect(seen).toEqual(chosen)
    expect(core.kept.get('volume')).toBe(1)
    expect(core.writes).toBeLessThan(50)
  })

  it('is the same in all windows in the end, when two choose at once', async () => {
    const core = new SmallSettings()
    const [one, two] = [windowOf(core), windowOf(core)]
    await until('read', () => one.isRead.value && two.isRead.value)
    await Promise.all([one.choose(10), two.choose(20), one.choose(30)])
    const kept = core.kept.get('volume')
    await until('the same', () => one.value.value === kept && two.value.value === kept)
    await two.choose(40)
    await until('followed', () => one.value.value === 40)
  })

  it('that cannot be kept is shown all the same, and says so', async () => {
    const core = new SmallSettings()
    const volume = windowOf(core)
    await until('read', () => volume.isRead.value)
    core.isFull = true
    await expect(volume.choose(10)).rejects.toMatchObject({ code: 'disk' })
    expect(volume.value.value).toBe(10)
    core.isFull = false
    await volume.choose(11)
    expect(core.kept.get('volume')).toBe(11)
  })

  it('is followed no more by what is gone', async () => {
    const core = new SmallSettings()
    const other = windowOf(core)
    const scope = effectScope()
    const volume = scope.run(() => windowOf(core))
    await until('read', () => volume?.isRead.value && other.isRead.value)
    scope.stop()
    await other.choose(5)
    expect(volume?.value.value).toBe(50)
  })
})

import { describe, expect, it } from 'vitest'
import { PresetStills } from '../../electron/core/ptz/preset-stills.ts'
import type { WatchpostClient } from '../../shared/contract/index.ts'
import type { Cruise } from '../../shared/contract/ptz.ts'
import { openDesk, record } from '../support/desk.ts'
import { atCamera, LEFT } from '../support/ptz.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'

const RIGHT = { ...LEFT, operate: 'right' } as const

/** One over the camera's presets, which has none yet. */
async function addRound(client: WatchpostClient, camera: { puid: string; index: number }): Promise<Cruise> {
  const { presets } = await client.ptz.presets(camera)
  const points = presets.map(({ id }) => ({ id, hSpeed: 60, vSpeed: 60, duration: 1 }))
  const route = { id: 0, name: 'Day', points }
  await client.ptz.addCruise({ ...camera, ...route })
  return route
}

describe('presets and routes', () => {
  it('are added, renamed, gone to and removed', async () => {
    const { client, camera, look } = await atCamera()
    const { presets } = await client.ptz.presets(camera)
    const id = Math.max(0, ...presets.map((preset) => preset.id)) + 1
    await client.ptz.move({ ...camera, ...RIGHT })
    await until('turned', () => look().pan > 5)
    await client.ptz.stop(camera)
    const { pan } = look()
    await client.ptz.addPreset({ ...camera, id, name: 'Gate' })
    await client.ptz.renamePreset({ ...camera, id, name: 'North gate' })
    expect((await client.ptz.presets(camera)).presets).toContainEqual({ id, name: 'North gate' })
    await client.ptz.move({ ...camera, ...RIGHT })
    await until('turned on', () => look().pan > pan + 5)
    await client.ptz.stop(camera)
    await client.ptz.goToPreset({ ...camera, id, hSpeed: 100, vSpeed: 100 })
    await until('back', () => Math.abs(look().pan - pan) < 0.01)
    await client.ptz.removePreset({ ...camera, id })
    expect((await client.ptz.presets(camera)).presets).toEqual(presets)
  })

  it('make a round that runs until it is stopped', async () => {
    const { client, camera, look } = await atCamera()
    const [first, second] = (await client.ptz.presets(camera)).presets
    const points = [first!, second!].map(({ id }) => ({ id, hSpeed: 60, vSpeed: 60, duration: 1 }))
    const { cruises } = await client.ptz.cruises(camera)
    const id = Math.max(0, ...cruises.map((cruise) => cruise.id)) + 1
    await client.ptz.addCruise({ ...camera, id, name: 'Night', points })
    expect((await client.ptz.cruises(camera)).cruises).toContainEqual({ id, name: 'Night', points })
    const told = record(client, 'ptz.cruiseRunsChanged')
    await client.ptz.startCruise({ ...camera, id })
    expect(look().route).toBe(id)
    const { runs } = await client.ptz.cruiseRuns({})
    expect(runs).toMatchObject([{ ...camera, id, disturbed: false }])
    await client.ptz.stopCruise({ ...camera, id })
    expect(look().route).toBeUndefined()
    expect((await client.ptz.cruiseRuns({})).runs).toEqual([])
    expect(told.map(({ runs }) => runs.length)).toEqual([1, 0])
    await client.ptz.removeCruise({ ...camera, id })
    expect((await client.ptz.cruises(camera)).cruises).toEqual(cruises)
  })

  it('whether a round still runs after a move is not known; the desk says what it asked for', async () => {
    const { client, camera, platform } = await atCamera()
    const { id } = await addRound(client, camera)
    const run = async () => (await client.ptz.cruiseRuns({})).runs[0]
    platform.control.refuse({ operation: 'cruise.start', code: 7, times: 1 })
    await expect(client.ptz.startCruise({ ...camera, id })).rejects.toMatchObject({ code: 'platform' })
    expect(await run()).toBeUndefined()
    await client.ptz.startCruise({ ...camera, id })
    // Refused, the camera has not heard of it.
    platform.control.refuse({ operation: 'ptz.control', code: 16, times: 1 })
    await expect(client.ptz.move({ ...camera, ...LEFT })).rejects.toMatchObject({ code: 'platform' })
    expect(await run()).toMatchObject({ id, disturbed: false })
    await client.ptz.move({ ...camera, ...LEFT })
    await client.ptz.stop(camera)
    expect(await run()).toMatchObject({ id, disturbed: true })
    await client.ptz.startCruise({ ...camera, id })
    expect(await run()).toMatchObject({ id, disturbed: false })
    const [preset] = (await client.ptz.presets(camera)).presets
    await client.ptz.goToPreset({ ...camera, id: preset!.id, hSpeed: 50, vSpeed: 50 })
    expect(await run()).toMatchObject({ disturbed: true })
    await client.session.signOut({})
    expect(await run()).toBeUndefined()
  })

  it('a round is changed as a whole; one that the platform does not take leaves the old one', async () => {
    const { client, camera, platform } = await atCamera()
    const before = await addRound(client, camera)
    const [first, second] = (await client.ptz.presets(camera)).presets
    const points = [second!, first!].map(({ id }) => ({ id, hSpeed: 30, vSpeed: 20, duration: 4 }))
    const wanted = { id: before.id, name: 'Changed', points }
    platform.control.refuse({ operation: 'cruise.add', code: 18, times: 1 })
    await expect(client.ptz.changeCruise({ ...camera, ...wanted })).rejects.toMatchObject({
      details: { platformCode: 18 },
    })
    expect((await client.ptz.cruises(camera)).cruises).toEqual([before])
    await client.ptz.startCruise({ ...camera, id: wanted.id })
    await client.ptz.changeCruise({ ...camera, ...wanted })
    expect((await client.ptz.cruises(camera)).cruises).toEqual([wanted])
    expect((await client.ptz.cruiseRuns({})).runs).toEqual([])
    // Gone meanwhile: it is written anew.
    await client.ptz.removeCruise({ ...camera, id: wanted.id })
    await client.ptz.changeCruise({ ...camera, ...wanted })
    expect((await client.ptz.cruises(camera)).cruises).toEqual([wanted])
    expect(platform.seen().violations).toEqual([])
  })
})

/** As short as a JPEG may look to the core, made longer by what nobody reads. */
const jpeg = (bytes: number, fill = 1): string =>
  Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(bytes - 3, fill)]).toString('base64')

describe('the picture of a preset', () => {
  it('is kept on this machine, survives a restart, and goes with its preset', async () => {
    const { client, camera, desk, platform } = await atCamera()
    const [first, second] = (await client.ptz.presets(camera)).presets
    const [one, two] = [
      { ...camera, id: first!.id },
      { ...camera, id: second!.id },
    ]
    const still = async (at: typeof one, by = client) => (await by.ptz.still(at)).still
    expect(await still(one)).toBeNull()
    const before = Date.now()
    await client.ptz.keepStill({ ...one, jpeg: jpeg(900) })
    // At the same time, and of the same preset: the last one stays.
    await Promise.all([2, 3].map((fill) => client.ptz.keepStill({ ...two, jpeg: jpeg(500, fill) })))
    expect(await still(one)).toMatchObject({ jpeg: jpeg(900) })
    expect((await still(one))!.time).toBeGreaterThanOrEqual(before)
    expect(await still(two)).toMatchObject({ jpeg: jpeg(500, 3) })
    expect(await still({ ...one, index: camera.index + 1 })).toBeNull()
    expect(JSON.stringify(platform.seen().requests)).not.toContain(jpeg(900).slice(0, 100))

    const site = (await client.sites.list({})).sites[0]!
    await desk.core.dispose()
    const again = await openDesk({ folder: desk.folder })
    await expect(again.client.ptz.still(one)).rejects.toMatchObject({ code: 'not-signed-in' })
    await again.signIn(site)
    expect(await still(one, again.client)).toMatchObject({ jpeg: jpeg(900) })
    await again.client.ptz.removePreset(one)
    expect(await still(one, again.client)).toBeNull()

    // Removed by somebody else, with whatever client.
    const other = await openDesk()
    await other.signIn(await other.site(platform.url))
    await other.client.ptz.removePreset(two)
    expect(await still(two, again.client)).not.toBeNull()
    await again.client.ptz.presets(camera)
    expect(await still(two, again.client)).toBeNull()
  })

  it('is a small JPEG and nothing else', async () => {
    const { client, camera } = await atCamera()
    const at = { ...camera, id: 1 }
    const refused = (code: string) => ({ code })
    const keep = (data: string) => client.ptz.keepStill({ ...at, jpeg: data })
    await expect(keep(Buffer.from('<svg onload="…">').toString('base64'))).rejects.toMatchObject(refused('bad-input'))
    await expect(keep('not base64!')).rejects.toMatchObject(refused('bad-input'))
    await expect(keep(jpeg(33 * 1024))).rejects.toMatchObject(refused('bad-input'))
    await expect(keep(jpeg(32 * 1024 + 1))).rejects.toMatchObject(refused('too-large'))
    expect((await client.ptz.still(at)).still).toBeNull()
    await keep(jpeg(32 * 1024))
    expect((await client.ptz.still(at)).still).toMatchObject({ jpeg: jpeg(32 * 1024) })
  })

  it('goes when there are too many: the one that was not looked at for longest', async () => {
    let now = 1_000_000
    const stills = new PresetStills(tempFolder(), () => now, 100_000)
    const camera = { puid: 'PU_1', index: 0 }
    for (let id = 1; id <= 5; id++) {
      now += 10_000
      if (id === 4) await stills.find(camera, 1)
      now += 10_000
      await stills.keep(camera, id, jpeg(24_000, id))
    }
    const there = await Promise.all([1, 2, 3, 4, 5].map(async (id) => (await stills.find(camera, id)) !== null))
    expect(there).toEqual([true, false, true, true, true])
  })
})

/** Pictures and recordings on this machine: through the core, from the simulator's own stream to files that are read again. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Capture } from '../../shared/contract/captures.ts'
import { setCodecs } from '../support/codecs.ts'
import { openDesk, record, type DeskOptions } from '../support/desk.ts'
import { tracksOf } from '../support/movie-tracks.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

async function signedIn(options: DeskOptions = {}) {
  const platform = await openPlatform()
  const desk = await openDesk(options)
  const site = await desk.site(platform.url)
  await desk.signIn(site)
  const device = platform.fleet().devices.find(({ online }) => online)!
  const target = { puid: device.id, index: device.channels[0]!.index, title: 'Gate / 3 · Front' }
  const capture = async (id: number): Promise<Capture> => {
    const found = (await desk.client.captures.list({})).find((one) => one.id === id)
    if (!found) throw new Error('no such capture')
    return found
  }
  const folder = async () => (await desk.client.downloads.folder({})).path
  return { platform, desk, site, target, capture, folder }
}

type World = Awaited<ReturnType<typeof signedIn>>

/** Records until there is so much, stops, and gives what came of it. */
async function recordFor({ desk, target, capture }: World, ms: number): Promise<Capture> {
  const { id } = await desk.client.captures.record(target)
  await until('so much of it', async () => (await capture(id)).durationMs >= ms, 20_000)
  return await desk.client.captures.stop({ id })
}

const gaps = (times: readonly number[]) => times.slice(1).map((time, at) => Math.round((time - times[at]!) * 1000))

describe('a recording', () => {
  it('is the stream as it came, with its sound, under a safe name of device and time', async () => {
    const world = await signedIn()
    const told = record(world.desk.client, 'captures.changed')
    const done = await recordFor(world, 3000)
    expect(done).toMatchObject({ kind: 'recording', state: 'done', files: 1 })
    expect(path.dirname(done.path!)).toBe(path.join(await world.folder(), 'Recordings'))
    expect(path.basename(done.path!)).toMatch(/^Gate _ 3 · Front \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.\d{3}\.mov$/)
    expect(readdirSync(path.dirname(done.path!))).toEqual([path.basename(done.path!)])
    const { video, audio } = await tracksOf(done.path!)
    expect(video).toMatchObject({ codec: 'avc' })
    expect(video.times.length).toBeGreaterThanOrEqual(75)
    expect(gaps(video.times).filter((gap) => gap === 40).length).toBeGreaterThan(60)
    expect(audio).toMatchObject({ codec: 'alaw' })
    // As long as the pictures, and nothing between its frames.
    expect(Math.abs(audio!.bytes / 8000 - (video.times.at(-1)! - video.times[0]!))).toBeLessThan(0.6)
    expect(told.map(({ state }) => state).filter((state, at, all) => state !== all[at - 1])).toEqual([
      'waiting',
      'recording',
      'done',
    ])
    expect(world.platform.seen().dialogs).toEqual([])
    expect(readFileSync(done.path!).length).toBe(done.bytes)
  })

  it('goes on in further files, each of which begins with a key frame and stands alone', async () => {
    const world = await signedIn({ timings: { recordingPartMs: 1500 } })
    const { id } = await world.desk.client.captures.record(world.target)
    await until('three files', async () => (await world.capture(id)).files >= 2, 25_000)
    const done = await world.desk.client.captures.stop({ id })
    const folder = path.dirname(done.path!)
    const files = readdirSync(folder).toSorted()
    expect(files).toHaveLength(done.files)
    expect(done.files).toBeGreaterThanOrEqual(3)
    let seconds = 0
    for (const file of files) {
      const { video } = await tracksOf(path.join(folder, file))
      expect(video.times[0]).toBe(0)
      expect(video.keys).toBeGreaterThan(0)
      seconds += video.times.at(-1)!
    }
    expect(Math.abs(seconds * 1000 - done.durationMs)).toBeLessThan(100)
  })

  it('of H265 and AAC is an MP4', async () => {
    const world = await signedIn()
    await setCodecs(world.platform, world.target.puid, { videoCodecIndex: 1, audioCodecIndex: 1 })
    const done = await recordFor(world, 1500)
    expect(done.path).toMatch(/\.mp4$/)
    const { video, audio, mime } = await tracksOf(done.path!)
    expect({ video: video.codec, audio: audio?.codec }).toEqual({ video: 'hevc', audio: 'aac' })
    expect(mime).toMatch(/^video\/mp4; codecs="h(?:vc|ev)1\./)
    expect(audio!.times.length).toBeGreaterThan(10)
  })

  it('waits while its device is away, says so, and goes on in another file when it is back', async () => {
    const world = await signedIn({ timings: { mediaSilenceMs: 600 } })
    const { id } = await world.desk.client.captures.record(world.target)
    await until('frames', async () => (await world.capture(id)).durationMs >= 500)
    world.platform.control.setOnline({ device: world.target.puid, online: false })
    const waiting = await until(
      'it to wait',
      async () => {
        const now = await world.capture(id)
        return now.state === 'waiting' && now
      },
      20_000,
    )
    expect(waiting.error?.code).toBeDefined()
    expect(waiting.files).toBe(1)
    world.platform.control.setOnline({ device: world.target.puid, online: true })
    await until('it to go on', async () => (await world.capture(id)).state === 'recording', 20_000)
    await until('more', async () => (await world.capture(id)).durationMs > waiting.durationMs + 300)
    const done = await world.desk.client.captures.stop({ id })
    expect(done).toMatchObject({ state: 'done', files: 2 })
    expect(done.error).toBeUndefined()
  })

  it('goes on without the window that began it, is not begun twice, and ends whole with the session', async () => {
    const world = await signedIn()
    const window = world.desk.window()
    const { id } = await window.captures.record(world.target)
    expect((await world.desk.client.captures.record(world.target)).id).toBe(id)
    window.close()
    await until('frames', async () => (await world.capture(id)).durationMs >= 1000)
    const folder = path.join(await world.folder(), 'Recordings')
    await world.desk.client.session.signOut({})
    const [file, ...others] = readdirSync(folder)
    expect(others).toEqual([])
    expect(file).toMatch(/\.mov$/)
    expect((await tracksOf(path.join(folder, file!))).video.times.length).toBeGreaterThan(20)
    expect(world.platform.seen().dialogs).toEqual([])
  })

  it('that is refused for good has failed, and says why', async () => {
    const world = await signedIn()
    world.platform.control.refuse({ operation: 'dialog.openDeviceBvrtc', code: 16 })
    const { id } = await world.desk.client.captures.record(world.target)
    const failed = await until('its end', async () => {
      const now = await world.capture(id)
      return now.state === 'failed' && now
    })
    expect(failed.error).toMatchObject({ code: 'platform', details: { platformCode: 16 } })
    await expect(world.desk.client.captures.open({ id })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a picture', () => {
  const png = (bytes: number) => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(bytes - 8, 7)])

  it('arrives in pieces and lies in the folder under device and millisecond', async () => {
    const { desk, target, folder } = await signedIn()
    const picture = png(1_000_000)
    const takenAt = new Date(2026, 2, 1, 14, 5, 9, 7).getTime()
    const { key } = await desk.client.captures.beginPicture({ ...target, takenAt, bytes: picture.length })
    const piece = (offset: number, end: number) =>
      desk.client.captures.picturePiece({ key, offset, base64: picture.subarray(offset, end).toString('base64') })
    expect(await piece(0, 700_000)).toBeNull()
    const capture = await piece(700_000, picture.length)
    const file = path.join(await folder(), 'Pictures', 'Gate _ 3 · Front 2026-03-01 14.05.09.007.png')
    expect(capture).toMatchObject({ kind: 'picture', state: 'done', path: file, startedAt: takenAt })
    expect(readFileSync(file).equals(picture)).toBe(true)
    expect(readdirSync(path.dirname(file))).toHaveLength(1)
  })

  it('that is none, does not follow, is another window’s or is left half is not kept', async () => {
    const { desk, target, folder } = await signedIn()
    const window = desk.window()
    const begin = (bytes: number) => desk.client.captures.beginPicture({ ...target, takenAt: 0, bytes })
    const text = Buffer.from('<svg onload=1>')
    const { key } = await begin(text.length)
    const whole = { offset: 0, base64: text.toString('base64') }
    await expect(window.captures.picturePiece({ key, ...whole })).rejects.toMatchObject({ code: 'not-found' })
    await expect(desk.client.captures.picturePiece({ key, ...whole })).rejects.toMatchObject({ code: 'bad-input' })
    const other = await begin(100)
    const late = { key: other.key, offset: 50, base64: png(50).toString('base64') }
    await expect(desk.client.captures.picturePiece(late)).rejects.toMatchObject({ code: 'bad-input' })
    await expect(begin(65 * 1024 * 1024)).rejects.toMatchObject({ code: 'too-large' })
    await window.captures.beginPicture({ ...target, takenAt: 0, bytes: 100 })
    window.close()
    const pictures = path.join(await folder(), 'Pictures')
    await until('nothing left', () => readdirSync(pictures).length === 0)
  })
})

describe('after a crash', () => {
  it('what was recorded gets its name and can be opened', async () => {
    const world = await signedIn()
    const done = await recordFor(world, 1500)
    // As a crash leaves it: without its end, under the name of a part, noted as open.
    const folder = path.dirname(done.path!)
    const part = path.join(folder, 'Yard 2026-03-01 14.05.09.007.mov.abcdef.part')
    writeFileSync(part, readFileSync(done.path!).subarray(0, done.bytes - 5000))
    const facts = { name: 'Yard 2026-03-01 14.05.09.007.mov', puid: 'p', index: 0, title: 'Yard', startedAt: 1 }
    const gone = { ...facts, part: `${part}-gone` }
    await world.desk.client.session.signOut({})
    const notes = readdirSync(world.desk.folder, { recursive: true }).map(String)
    const note = notes.find((name) => name.endsWith('captures.json'))!
    writeFileSync(path.join(world.desk.folder, note), JSON.stringify({ parts: [gone, { ...facts, part }] }))
    await world.desk.signIn(world.site)
    const found = await until('what was found', async () =>
      (await world.desk.client.captures.list({})).find(({ title }) => title === 'Yard'),
    )
    expect(found).toMatchObject({ state: 'done', path: path.join(folder, facts.name) })
    expect((await tracksOf(found.path!)).video.times.length).toBeGreaterThan(10)
    await until(
      'nothing noted any more',
      () =>
        (JSON.parse(readFileSync(path.join(world.desk.folder, note), 'utf8')) as { parts: unknown[] }).parts.length ===
        0,
    )
  })
})

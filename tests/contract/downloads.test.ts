/** The download service with the real simulator. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Host } from '../../electron/core/host.ts'
import type { WatchpostClient } from '../../shared/contract/index.ts'
import { downloadPlatformFile } from '../../shared/platform/record-file.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { openDesk, record } from '../support/desk.ts'
import {
  addRecording,
  atDownloads,
  downloaded,
  downloadOf,
  hashOfFile,
  onlineBodyCamera,
  raise,
  recordings,
  storeFiles,
  untilDownload,
} from '../support/downloads.ts'
import { openPlatform } from '../support/platform.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'

describe('a download', () => {
  it('puts a recording into the folder under its name, whole and checked', async () => {
    const { client, folder } = await atDownloads()
    const events = record(client, 'downloads.changed')
    const [recording = raise('no recording')] = await recordings(client, 1)
    const added = await addRecording(client, recording)
    expect(added).toMatchObject({ name: recording.name, source: { kind: 'platform', fileId: recording.fileId } })
    const done = await untilDownload(client, added.id, 'done')
    const place = path.join(folder, 'Downloads', 'Watchpost', recording.name)
    expect(done).toMatchObject({
      path: place,
      received: recording.bytes,
      total: recording.bytes,
      verified: true,
    })
    expect(done.finishedAt).toBeGreaterThanOrEqual(done.createdAt)
    expect(hashOfFile(done.path)).toBe(recording.md5)
    expect(downloaded(folder)).toEqual([recording.name])
    const states = events.flatMap(({ upserts }) => upserts.map(({ state }) => state))
    expect(states).toContain('running')
    expect(states.at(-1)).toBe('done')
  })

  it('tells its progress and rate, at most four times a second', async () => {
    const { client, relay, at } = await atDownloads()
    relay.treat(() => ({ bytesPerSecond: 1_000_000 }))
    const told: { atMs: number; received: number; rate: number | undefined }[] = []
    client.on('downloads.changed', ({ upserts }) => {
      for (const { state, received, rate } of upserts) {
        if (state === 'running' && received > 0) told.push({ atMs: performance.now(), received, rate })
      }
    })
    const { id } = await addRecording(client, at(0))
    await until('eight tellings', () => told.length >= 8)
    await client.downloads.pause({ ids: [id] })
    const gaps = told.slice(1).map(({ atMs }, at) => atMs - (told[at]?.atMs ?? 0))
    // A timer may be some milliseconds early for the second one after a late first.
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeGreaterThan(240)
    expect(told.map(({ received }) => received)).toEqual(told.map(({ received }) => received).toSorted((a, b) => a - b))
    const rate = told.at(-1)?.rate ?? 0
    expect(rate).toBeGreaterThan(300_000)
    expect(rate).toBeLessThan(2_000_000)
  })

  it('of a file that is there or on its way is the same download', async () => {
    const { client, folder, platform, at } = await atDownloads()
    const [one, other] = await Promise.all([addRecording(client, at(0)), addRecording(client, at(0))])
    expect(one.id).toBe(other.id)
    await untilDownload(client, one.id, 'done')
    const asked = () => platform.control.seen({ operation: downloadPlatformFile.name }).requests.length
    const before = asked()
    expect(await addRecording(client, at(0))).toMatchObject({ id: one.id, state: 'done' })
    expect(asked()).toBe(before)
    rmSync(path.join(folder, 'Downloads', 'Watchpost', at(0).name))
    await expect(client.downloads.open({ id: one.id })).rejects.toMatchObject({ code: 'not-found' })
    expect(await addRecording(client, at(0))).toMatchObject({ id: one.id })
    const again = await untilDownload(client, one.id, 'done')
    expect(hashOfFile(again.path)).toBe(at(0).md5)
  })

  it('never overwrites what is there, nor another one of the same name', async () => {
    const { client, folder, at } = await atDownloads()
    const first = await addRecording(client, { ...at(0), name: 'evening.mp4' })
    await untilDownload(client, first.id, 'done')
    writeFileSync(path.join(folder, 'Downloads', 'Watchpost', 'evening (2).mp4'), 'mine')
    const second = await addRecording(client, { ...at(1), name: 'evening.mp4' })
    const done = await untilDownload(client, second.id, 'done')
    expect(done.path).toBe(path.join(folder, 'Downloads', 'Watchpost', 'evening (3).mp4'))
    expect(hashOfFile(done.path)).toBe(at(1).md5)
    expect(downloaded(folder)).toEqual(['evening (2).mp4', 'evening (3).mp4', 'evening.mp4'])
    expect(readFileSync(path.join(folder, 'Downloads', 'Watchpost', 'evening (2).mp4'), 'utf8')).toBe('mine')
  })

  it('makes the name safe', async () => {
    const { client, folder, at } = await atDownloads()
    const added = await addRecording(client, { ...at(0), name: '../../.config/autostart/\u202e4pm.exe' })
    expect(added.name).toBe('_.._.config_autostart_4pm.exe')
    await untilDownload(client, added.id, 'done')
    expect(downloaded(folder)).toEqual([added.name])
    await expect(client.downloads.open({ id: added.id })).rejects.toMatchObject({ code: 'unsupported' })
  })

  it('comes from a device too', async () => {
    const { client, platform } = await atDownloads()
    const puid = onlineBodyCamera(platform)
    const filter = { beginTime: 0, endTime: Math.floor(Date.now() / 1000) + 1000, puID: puid }
    const { data } = await client.platform.call({
      operation: 'devicefile.list',
      params: { puid },
      body: { page: 0, pageSize: 1, filter },
    })
    const [file] = data as { fileID: string; fileSize: number }[]
    const { id } = await client.downloads.add({
      source: { kind: 'device', puid, fileId: file?.fileID ?? '' },
      name: 'from device.mp4',
      bytes: file?.fileSize ?? 0,
    })
    // A device tells no hash.
    expect(await untilDownload(client, id, 'done')).toMatchObject({ received: file?.fileSize, verified: false })
  })

  it('comes from a lower platform too, also after a restart, and is another one than a recording of the same ID', async () => {
    const { client, platform, desk, folder, site } = await atDownloads()
    const fileId = await lowerRecording(client, platform)
    const source = { kind: 'lower', fileId } as const
    const { id } = await client.downloads.add({ source, name: 'from below.mp4' })
    await untilDownload(client, id, 'done')
    expect(downloaded(folder)).toEqual(['from below.mp4'])
    const other = await client.downloads.add({ source: { kind: 'platform', fileId }, name: 'of the platform.mp4' })
    expect(other.id).not.toBe(id)
    await desk.core.dispose()
    const again = await openDesk({ folder })
    await again.signIn(site)
    expect(await downloadOf(again.client, id)).toMatchObject({ state: 'done', source })
  })
})

/** ID of a recording that a task has fetched from a lower device. */
async function lowerRecording({ platform: { call } }: WatchpostClient, platform: Simulator): Promise<string> {
  const platformID = '32020900002000000001'
  const id = '32020900001320900000'
  const account = { username: 'below', password: 'secret', enable: 1 }
  await call({ operation: 'lowerPlatform.create', body: { id: platformID, name: 'County', ...account } })
  const device = { name: 'Depot', deviceType: 'carCamera', mediaStreamProto: 2, platformID, ...account }
  await call({ operation: 'lowerDevice.create', body: { id, ...device } })
  platform.control.advance({ seconds: 30 })
  const endTime = Math.floor(Date.now() / 1000)
  const filter = { id, startTime: endTime - 80_000, endTime }
  const { data } = await call({ operation: 'lowerRecord.list', body: { filter } })
  const [file] = data as { id: string }[]
  const fileId = file?.id ?? raise('no recording below')
  await call({ operation: 'lowerRecord.createTasks', body: { fileList: [fileId] } })
  platform.control.advance({ seconds: 60 })
  return fileId
}

describe('the queue', () => {
  it('runs three at once and one of a device, the urgent ones first', async () => {
    const { client, relay, at } = await atDownloads()
    let release: () => void = () => undefined
    const hold = new Promise<void>((resolve) => (release = resolve))
    relay.treat(() => ({ hold }))
    const added = []
    for (const number of [0, 1, 2, 3, 4]) added.push(await addRecording(client, at(number)))
    const [first, , , fourth, last] = added.map(({ id }) => id) as [number, number, number, number, number]
    const states = async () => (await client.downloads.list({})).map(({ id, state }) => [id, state] as const)
    await until('three run', async () => (await states()).filter(([, state]) => state === 'running').length === 3)
    await until('their requests', () => relay.requests.length === 3)
    await client.downloads.setPriority({ id: last, priority: 'high' })
    await client.downloads.pause({ ids: [first] })
    await until('the urgent one runs', async () => (await downloadOf(client, last)).state === 'running')
    expect((await downloadOf(client, fourth)).state).toBe('queued')
    release()
    for (const { id } of added.slice(1)) await untilDownload(client, id, 'done')
    expect((await downloadOf(client, first)).state).toBe('paused')
  })

  it('goes on after a pause where it was', async () => {
    const { client, relay, at, folder } = await atDownloads()
    relay.treat((_seen, turn) => (turn === 1 ? { bytesPerSecond: 1_000_000 } : {}))
    const { id } = await addRecording(client, at(0))
    await untilDownload(client, id, 'running', ({ received }) => received > 300_000)
    await client.downloads.pause({ ids: [id] })
    const paused = await downloadOf(client, id)
    expect(paused.state).toBe('paused')
    expect(paused.rate).toBeUndefined()
    expect(downloaded(folder)).toEqual([expect.stringMatching(/\.part$/)])
    await client.downloads.resume({ ids: [id] })
    const done = await untilDownload(client, id, 'done')
    expect(hashOfFile(done.path)).toBe(at(0).md5)
    expect(relay.requests[1]?.range).toBe(`bytes=${paused.received}-`)
    expect(downloaded(folder)).toEqual([at(0).name])
  })

  it('lets one be taken out with what was fetched of it, but a finished file stays', async () => {
    const { client, relay, at, folder } = await atDownloads()
    const kept = await addRecording(client, at(1))
    await untilDownload(client, kept.id, 'done')
    relay.treat(() => ({ bytesPerSecond: 500_000 }))
    const events = record(client, 'downloads.changed')
    const { id } = await addRecording(client, at(0))
    await untilDownload(client, id, 'running', ({ received }) => received > 100_000)
    await client.downloads.remove({ ids: [id, kept.id] })
    expect(await client.downloads.list({})).toEqual([])
    expect(downloaded(folder)).toEqual([at(1).name])
    expect(events.at(-1)).toEqual({ upserts: [], removed: [id, kept.id] })
    await until('the connection is gone', () => relay.requests.at(-1)?.broken)
  })
})

it('says where files go and how much room there is; the page cannot choose another place by itself', async () => {
  const { client, folder } = await atDownloads()
  const facts = await client.downloads.folder({})
  expect(facts).toMatchObject({ path: path.join(folder, 'Downloads', 'Watchpost'), canChoose: false })
  expect(facts.freeBytes).toBeGreaterThan(0)
  await expect(client.downloads.chooseFolder({})).rejects.toMatchObject({ code: 'unsupported' })
  await client.settings.write({ scope: 'account', key: 'downloads.folder', value: '/tmp' })
  expect((await client.downloads.folder({})).path).toBe(facts.path)
})

it('goes where the operator chose in the dialog of the host, from then on', async () => {
  const platform = await openPlatform()
  const chosen = tempFolder()
  const answers = [[], [chosen]]
  const opened: string[] = []
  const host: Partial<Host> = {
    choosePaths: () => Promise.resolve(answers.shift() ?? []),
    openPath: (file) => Promise.resolve(void opened.push(`open ${file}`)),
    showInFolder: (file) => Promise.resolve(void opened.push(`show ${file}`)),
  }
  const desk = await openDesk({ host })
  await desk.signIn(await desk.site(platform.url))
  const { downloads } = desk.client
  expect(await downloads.chooseFolder({})).toBeNull()
  expect(await downloads.chooseFolder({})).toEqual({ path: chosen })
  const [file = raise('no file')] = await storeFiles(platform, 1)
  const { id } = await addRecording(desk.client, file)
  const done = await untilDownload(desk.client, id, 'done')
  expect(done.path).toBe(path.join(chosen, file.name))
  await downloads.open({ id })
  await downloads.showInFolder({ id })
  expect(opened).toEqual([`open ${done.path}`, `show ${done.path}`])
  await desk.core.dispose()
  const again = await openDesk({ folder: desk.folder, host })
  await again.signIn((await again.client.sites.list({})).sites[0] ?? raise('no site'))
  expect((await again.client.downloads.folder({})).path).toBe(chosen)
})

it('refuses what there is no room for before it begins', async () => {
  const { client, relay, folder } = await atDownloads()
  const source = { kind: 'platform', fileId: 'vast' } as const
  await expect(client.downloads.add({ source, name: 'vast.mp4', bytes: 1e15 })).rejects.toMatchObject({ code: 'disk' })
  expect(await client.downloads.list({})).toEqual([])
  expect(relay.requests).toEqual([])
  expect(downloaded(folder)).toEqual([])
})

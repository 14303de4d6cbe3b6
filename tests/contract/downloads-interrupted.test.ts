/** Downloads that do not go as they should: a relay does to files what networks and other platforms do. */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { downloadPlatformFile } from '../../shared/platform/record-file.ts'
import { openDesk, record } from '../support/desk.ts'
import {
  addRecording,
  atDownloads,
  downloaded,
  downloadOf,
  hashOfFile,
  onlineBodyCamera,
  raise,
  untilDownload,
} from '../support/downloads.ts'
import { until } from '../support/until.ts'

/** A range that begins behind what came before a cut. */
const GOES_ON = expect.stringMatching(/^bytes=[1-9]\d+-$/) as string

describe('a cut', () => {
  it('in the middle goes on where it was, by range', async () => {
    const { client, relay, at } = await atDownloads()
    relay.treat((_seen, turn) => (turn <= 2 ? { cutAfter: 700_000 } : {}))
    const { id } = await addRecording(client, at(0))
    const done = await untilDownload(client, id, 'done')
    expect(hashOfFile(done.path)).toBe(at(0).md5)
    expect(relay.requests.map(({ range }) => range)).toEqual([undefined, GOES_ON, GOES_ON])
  })

  it('at a platform without ranges begins anew, and what came is right', async () => {
    const { client, relay, at } = await atDownloads()
    relay.treat((_seen, turn) => (turn === 1 ? { cutAfter: 700_000 } : { ignoresRange: true }))
    const { id } = await addRecording(client, at(0))
    expect(hashOfFile((await untilDownload(client, id, 'done')).path)).toBe(at(0).md5)
  })

  it('after which the file is another one (ETag) begins anew', async () => {
    const { client, relay, at } = await atDownloads()
    relay.treat((_seen, turn) => ({
      headers: { etag: turn === 1 ? '"one"' : '"two"' },
      ...(turn === 1 ? { cutAfter: 700_000, damages: true } : {}),
    }))
    const { id } = await addRecording(client, at(0))
    expect(hashOfFile((await untilDownload(client, id, 'done')).path)).toBe(at(0).md5)
    expect(relay.requests.map(({ range, ifRange }) => [range, ifRange])).toEqual([
      [undefined, undefined],
      [GOES_ON, '"one"'],
      [undefined, undefined],
    ])
  })
})

describe('a file that is not what the platform says', () => {
  it('fails and leaves nothing under its name; a retry fetches it from the start', async () => {
    const { client, folder, relay, at } = await atDownloads()
    relay.treat((_seen, turn) => (turn === 1 ? { damages: true } : {}))
    const { id } = await addRecording(client, at(0))
    const failed = await untilDownload(client, id, 'failed')
    expect(failed).toMatchObject({ error: { code: 'file-damaged' }, received: 0 })
    expect(downloaded(folder)).toEqual([])
    await client.downloads.resume({ ids: [id] })
    const done = await untilDownload(client, id, 'done')
    expect(done.error).toBeUndefined()
    expect(hashOfFile(done.path)).toBe(at(0).md5)
    expect(relay.requests.map(({ range }) => range)).toEqual([undefined, undefined])
  })

  it('is refused by its size where there is no hash', async () => {
    const { client, platform, folder } = await atDownloads()
    const puid = onlineBodyCamera(platform)
    const filter = { beginTime: 0, endTime: Math.floor(Date.now() / 1000) + 1000, puID: puid }
    const { data } = await client.platform.call({
      operation: 'devicefile.list',
      params: { puid },
      body: { page: 0, pageSize: 1, filter },
    })
    const [file] = data as { fileID: string; fileSize: number }[]
    const source = { kind: 'device', puid, fileId: file?.fileID ?? '' } as const
    const { id } = await client.downloads.add({ source, name: 'a.mp4', bytes: (file?.fileSize ?? 0) + 1 })
    expect(await untilDownload(client, id, 'failed')).toMatchObject({ error: { code: 'file-damaged' } })
    expect(downloaded(folder)).toEqual([])
  })

  it('and one that is not there says what the platform says', async () => {
    const { client, folder } = await atDownloads()
    const { id } = await client.downloads.add({ source: { kind: 'platform', fileId: 'none' }, name: 'a.mp4' })
    expect(await untilDownload(client, id, 'failed')).toMatchObject({
      error: { code: 'platform', details: { platformCode: 2 } },
    })
    expect(downloaded(folder).filter((name) => !name.endsWith('.part'))).toEqual([])
  })
})

describe('a platform or device that is away', () => {
  it('is waited for, and the download goes on by itself', async () => {
    const { client, relay, at } = await atDownloads()
    relay.treat((_seen, turn) => (turn === 1 ? { bytesPerSecond: 1_000_000 } : {}))
    const { id } = await addRecording(client, at(0))
    await untilDownload(client, id, 'running', ({ received }) => received > 200_000)
    relay.up(false)
    const waiting = await untilDownload(client, id, 'waiting')
    expect(waiting.error?.code).toBe('reset')
    relay.up(true)
    const done = await untilDownload(client, id, 'done')
    expect(done.error).toBeUndefined()
    expect(hashOfFile(done.path)).toBe(at(0).md5)
    expect(Number(/\d+/.exec(relay.requests.at(-1)?.range ?? '')?.[0])).toBeGreaterThan(200_000)
  })

  it('by the word of the platform begins when the device is back', async () => {
    const { client, platform } = await atDownloads()
    const puid = onlineBodyCamera(platform)
    const filter = { beginTime: 0, endTime: Math.floor(Date.now() / 1000) + 1000, puID: puid }
    const body = { page: 0, pageSize: 1, filter }
    const { data } = await client.platform.call({ operation: 'devicefile.list', params: { puid }, body })
    const [file] = data as { fileID: string }[]
    platform.control.setOnline({ device: puid, online: false })
    const source = { kind: 'device', puid, fileId: file?.fileID ?? '' } as const
    const { id } = await client.downloads.add({ source, name: 'a.mp4' })
    expect(await untilDownload(client, id, 'waiting')).toMatchObject({
      error: { code: 'platform', details: { platformCode: 5 } },
    })
    platform.control.setOnline({ device: puid, online: true })
    await untilDownload(client, id, 'done')
  })

  it('does not make a refusal wait', async () => {
    const { client, platform, at } = await atDownloads()
    platform.control.refuse({ operation: downloadPlatformFile.name, code: 16 })
    const { id } = await addRecording(client, at(0))
    expect(await untilDownload(client, id, 'failed')).toMatchObject({ error: { details: { platformCode: 16 } } })
  })

  it('a token that is refused in between is renewed', async () => {
    const { client, platform, at } = await atDownloads()
    platform.control.expireTokens({})
    const { id } = await addRecording(client, at(0))
    await untilDownload(client, id, 'done')
  })
})

describe('over a restart', () => {
  it('the queue is there, and what ran goes on where it was', async () => {
    const { client, relay, at, folder, desk, platform } = await atDownloads()
    relay.treat((_seen, turn) => (turn === 1 ? { bytesPerSecond: 2_000_000 } : {}))
    const { id } = await addRecording(client, at(0))
    const paused = await addRecording(client, at(1))
    await client.downloads.pause({ ids: [paused.id] })
    await untilDownload(client, id, 'running', ({ received }) => received > 3_000_000)
    await desk.core.dispose()
    expect(downloaded(folder).every((name) => name.endsWith('.part'))).toBe(true)

    const again = await openDesk({ folder })
    const { sites } = await again.client.sites.list({})
    await again.signIn(sites[0] ?? raise('no site'))
    const done = await untilDownload(again.client, id, 'done')
    expect(hashOfFile(done.path)).toBe(at(0).md5)
    expect(Number(/\d+/.exec(relay.requests.at(-1)?.range ?? '')?.[0])).toBeGreaterThan(1_000_000)
    expect((await downloadOf(again.client, paused.id)).state).toBe('paused')
    expect(platform.seen().violations).toEqual([])
  })

  it('of the session the list is another one, or none', async () => {
    const { client, at, desk, site } = await atDownloads()
    const { id } = await addRecording(client, at(0))
    await untilDownload(client, id, 'done')
    const cleared = record(client, 'downloads.cleared')
    await client.session.signOut({})
    expect(cleared).toHaveLength(1)
    await expect(client.downloads.list({})).rejects.toMatchObject({ code: 'not-signed-in' })
    await desk.signIn(site, 'operator', 'Watch-2026')
    expect(await client.downloads.list({})).toEqual([])
    await client.session.signOut({})
    await desk.signIn(site)
    expect((await client.downloads.list({})).map((download) => download.id)).toEqual([id])
  })
})

describe('a local store', () => {
  it('that is wiped takes the list and what was fetched along; finished files stay', async () => {
    const { client, relay, at, folder, desk } = await atDownloads()
    const done = await addRecording(client, at(1))
    await untilDownload(client, done.id, 'done')
    relay.treat(() => ({ bytesPerSecond: 500_000 }))
    const { id } = await addRecording(client, at(0))
    await untilDownload(client, id, 'running', ({ received }) => received > 100_000)
    await client.cache.wipe({})
    await until('an empty list', async () => (await client.downloads.list({})).length === 0)
    expect(downloaded(folder)).toEqual([at(1).name])
    relay.treat(() => ({}))
    const again = await addRecording(client, at(0))
    await untilDownload(client, again.id, 'done')
    expect(desk.log.filter((line) => line.startsWith('error'))).toEqual([])
  })

  it('that is found damaged beyond reading begins an empty list, and the file can be fetched again', async () => {
    const { client, relay, at, folder, desk, site } = await atDownloads()
    relay.treat(() => ({ bytesPerSecond: 500_000 }))
    const { id } = await addRecording(client, at(0))
    await untilDownload(client, id, 'running', ({ received }) => received > 100_000)
    await desk.client.session.signOut({})
    const [database = raise('no database')] = globSync('accounts/*/*/watchpost.db', { cwd: folder })
    const bytes = readFileSync(path.join(folder, database))
    // The header stays: it opens, and the first page that is read tells.
    writeFileSync(
      path.join(folder, database),
      Buffer.concat([bytes.subarray(0, 100), Buffer.alloc(bytes.length - 100, 0xaa)]),
    )
    relay.treat(() => ({}))
    await desk.signIn(site)
    expect(await client.downloads.list({})).toEqual([])
    const { id: again } = await addRecording(client, at(0))
    expect(hashOfFile((await untilDownload(client, again, 'done')).path)).toBe(at(0).md5)
  })
})

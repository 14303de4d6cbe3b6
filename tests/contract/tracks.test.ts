import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { TRACK_WIDTH, type TrackFormat } from '../../shared/contract/tracks.ts'
import { openDesk, record } from '../support/desk.ts'
import { busiestWalker } from '../support/on-the-way.ts'
import { openPlatform } from '../support/platform.ts'

const HOUR_MS = 3_600_000

async function signedIn() {
  const platform = await openPlatform({ devices: 10 })
  const desk = await openDesk()
  await desk.signIn(await desk.site(platform.url))
  const puid = busiestWalker(platform, 12)
  const to = Math.floor(Date.now() / 10_000) * 10_000
  return { platform, desk, unit: { puid, name: 'A & "B" <车>' }, range: { from: to - 12 * HOUR_MS, to } }
}

describe('a track', () => {
  it('comes page by page, as many points as the platform has, in degrees, km/h and epoch ms', async () => {
    const { desk, unit, range } = await signedIn()
    const first = await desk.client.tracks.page({ puid: unit.puid, ...range, page: 0 })
    const rows = [...first.rows]
    for (let page = 1; page < first.pages; page++)
      rows.push(...(await desk.client.tracks.page({ puid: unit.puid, ...range, page })).rows)
    expect(first.pages).toBeGreaterThan(1)
    expect(rows.length / TRACK_WIDTH).toBe(first.total)
    const times = rows.filter((_, at) => at % TRACK_WIDTH === 0)
    expect(new Set(times).size).toBe(times.length)
    expect(Math.min(...times)).toBeGreaterThanOrEqual(range.from)
    expect(Math.max(...times)).toBeLessThanOrEqual(range.to)
    const [, lng = 0, lat = 0, speed = -1] = rows
    expect(Math.abs(lng)).toBeGreaterThan(90)
    expect(Math.abs(lat)).toBeLessThan(90)
    expect(speed).toBeGreaterThanOrEqual(0)
    expect(speed).toBeLessThan(200)
  })

  it('of a unit that is not there is refused with the platform’s code', async () => {
    const { desk, range } = await signedIn()
    await expect(desk.client.tracks.page({ puid: 'PU_nobody', ...range, page: 0 })).rejects.toMatchObject({
      code: 'platform',
    })
  })
})

describe('a file of tracks', () => {
  async function written(format: TrackFormat) {
    const { desk, unit, range } = await signedIn()
    const told = record(desk.client, 'tracks.writing')
    const { total } = await desk.client.tracks.page({ puid: unit.puid, ...range, page: 0 })
    const result = await desk.client.tracks.write({ job: 7, units: [unit], ...range, format, language: 'en' })
    expect(result?.points).toBe(total)
    expect(told.at(-1)).toMatchObject({ job: 7, total: 1, points: total })
    return { text: await readFile(result!.path, 'utf8'), total }
  }

  it('as GPX has every point with its time, and no name breaks it', async () => {
    const { text, total } = await written('gpx')
    expect(text.match(/<trkpt lat="[\d.-]+" lon="[\d.-]+">/g)).toHaveLength(total)
    expect(text).toContain('<name>A &amp; &quot;B&quot; &lt;车&gt;</name>')
    const times = [...text.matchAll(/<time>(.+?)<\/time>/g)].map(([, time]) => Date.parse(time ?? ''))
    expect(times).toEqual(times.toSorted((one, other) => one - other))
  })

  it('as KML has as many places as times', async () => {
    const { text, total } = await written('kml')
    expect(text.match(/<when>/g)).toHaveLength(total)
    expect(text.match(/<gx:coord>/g)).toHaveLength(total)
  })

  it('as a table has a line for each point', async () => {
    const { text, total } = await written('csv')
    expect(text.trimEnd().split('\r\n')).toHaveLength(total + 1)
  })

  it('that is cancelled leaves nothing', async () => {
    const { desk, unit, range } = await signedIn()
    const cancelled = new AbortController()
    const writing = desk.client.tracks.write(
      { job: 1, units: [unit], ...range, format: 'csv', language: 'en' },
      { signal: cancelled.signal },
    )
    cancelled.abort()
    await expect(writing).rejects.toMatchObject({ code: 'cancelled' })
  })
})

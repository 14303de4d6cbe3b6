import path from 'node:path'
import { writeFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import { openDesk, record } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { plainPng, writePmtiles } from '../support/pmtiles.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { openTileServer } from '../support/tile-server.ts'

const PICTURE = plainPng(10, 120, 240)

async function signedIn(host = {}) {
  const platform = await openPlatform()
  const desk = await openDesk({ host })
  await desk.signIn(await desk.site(platform.url))
  return desk
}

async function ask(core: Core, segments: readonly string[], range?: string) {
  const header = (name: string): string | undefined => (name === 'range' ? range : undefined)
  const answer = await core.file(
    { segments: ['map', ...segments], method: 'GET', header },
    new AbortController().signal,
  )
  return { ...answer, bytes: answer.body ? await buffer(answer.body) : Buffer.alloc(0) }
}

describe('a map out of a file', () => {
  it('is kept for the account, told to all windows, and given out in ranges', async () => {
    const file = path.join(tempFolder(), 'city.pmtiles')
    writePmtiles(file, PICTURE, 5)
    const { client, core, window } = await signedIn()
    const told = record(window(), 'maps.changed')
    expect(await client.maps.source({})).toBeNull()
    const source = await client.maps.useFile({ path: file, datum: 'gcj02' })
    expect(source).toMatchObject({ kind: 'file', name: 'city.pmtiles', content: 'raster', maxZoom: 5, datum: 'gcj02' })
    expect(await client.maps.source({})).toEqual(source)
    expect(told).toEqual([{ source }])
    const head = await ask(core, ['file', 'any'], 'bytes=0-6')
    expect([head.status, head.bytes.toString(), head.headers['content-range']?.split('/')[0]]).toEqual([
      206,
      'PMTiles',
      'bytes 0-6',
    ])
    await client.maps.forget({})
    expect((await ask(core, ['file', 'any'])).status).toBe(404)
  })

  it('is refused when it is none, and nothing of another file is given out', async () => {
    const file = path.join(tempFolder(), 'secret.txt')
    writeFileSync(file, 'secret '.repeat(100))
    const { client, core } = await signedIn()
    await expect(client.maps.useFile({ path: file, datum: 'wgs84' })).rejects.toMatchObject({ code: 'not-a-map' })
    await expect(client.maps.useFile({ path: `${file}.no`, datum: 'wgs84' })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(client.maps.useFile({ path: 'city.pmtiles', datum: 'wgs84' })).rejects.toMatchObject({
      code: 'bad-input',
    })
    // Written past the call that checks it.
    await client.settings.write({
      scope: 'account',
      key: 'map.source',
      value: { kind: 'file', path: file, datum: 'wgs84' },
    })
    const answer = await ask(core, ['file', 'any'])
    expect([answer.status, answer.bytes.toString().includes('secret ')]).toEqual([502, false])
  })

  it('is asked for by the host where that can, and not kept when the operator gives up', async () => {
    const file = path.join(tempFolder(), 'city.pmtiles')
    writePmtiles(file, PICTURE, 2)
    const chosen: string[][] = [[], [file]]
    const { client } = await signedIn({ choosePaths: () => Promise.resolve(chosen.shift() ?? []) })
    expect(await client.maps.useFile({ datum: 'wgs84' })).toBeNull()
    expect(await client.maps.source({})).toBeNull()
    expect(await client.maps.useFile({ datum: 'wgs84' })).toMatchObject({ name: 'city.pmtiles' })
  })
})

describe('tiles of a server', () => {
  const options = { attribution: 'Survey', maxZoom: 18, datum: 'wgs84' } as const

  it('are fetched by the core, once, and there without the server later', async () => {
    const server = await openTileServer(PICTURE)
    const { client, core } = await signedIn()
    await client.maps.useTiles({ ...options, address: `${server.origin}/{z}/{x}/{-y}.png` })
    const first = await ask(core, ['tiles', 'r', '3', '6', '2'])
    expect([first.status, first.headers['content-type'], first.bytes.equals(PICTURE)]).toEqual([200, 'image/png', true])
    expect(server.asked).toEqual(['/3/6/5.png'])
    server.answer = () => ({ status: 500, type: 'text/plain', body: Buffer.from('no') })
    expect((await ask(core, ['tiles', 'r', '3', '6', '2'])).bytes.equals(PICTURE)).toBe(true)
    expect((await ask(core, ['tiles', 'r', '3', '6', '3'])).status).toBe(504)
  })

  it('are asked for by their corners where the server wants that', async () => {
    const server = await openTileServer(PICTURE)
    const { client, core } = await signedIn()
    await client.maps.useTiles({ ...options, address: `${server.origin}/wms?bbox={bbox}&width=256` })
    await ask(core, ['tiles', 'r', '1', '0', '1'])
    const corners = new URL(server.asked[0] ?? '', server.origin).searchParams.get('bbox')?.split(',').map(Number)
    expect(corners?.map(Math.round)).toEqual([-20037508, -20037508, 0, 0])
  })

  it('that are no pictures, or none of the map, are not passed on', async () => {
    const server = await openTileServer(PICTURE)
    const { client, core } = await signedIn()
    await expect(client.maps.useTiles({ ...options, address: `${server.origin}/map.png` })).rejects.toMatchObject({
      code: 'bad-input',
    })
    await client.maps.useTiles({ ...options, address: `${server.origin}/{z}/{x}/{y}` })
    server.answer = () => ({ status: 200, type: 'text/html', body: Buffer.from('<script>') })
    const html = await ask(core, ['tiles', 'r', '1', '1', '1'])
    expect([html.status, html.bytes.toString().includes('script')]).toEqual([502, false])
    server.answer = () => ({ status: 404, type: 'text/plain', body: Buffer.alloc(0) })
    expect((await ask(core, ['tiles', 'r', '1', '0', '1'])).status).toBe(404)
    server.asked.length = 0
    for (const numbers of [
      ['1', '2', '0'],
      ['1', '0'],
      ['25', '0', '0'],
      ['1', '..', '0'],
    ]) {
      expect((await ask(core, ['tiles', 'r', ...numbers])).status).toBe(404)
    }
    expect(server.asked).toEqual([])
  })
})

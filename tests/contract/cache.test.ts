/** The local database of an account, from sign-in to sign-out, whatever state its file is in. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { accountFolder } from '../../electron/core/account-folder.ts'
import { connectTo } from '../../electron/core/db/connection.ts'
import type { Site } from '../../shared/contract/sites.ts'
import { openDesk, record, type Desk } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

async function open(): Promise<{ desk: Desk; site: Site; file: string }> {
  const platform = await openPlatform()
  const desk = await openDesk({ timings: { databaseCheckMs: 0 } })
  const site = await desk.site(platform.url)
  return { desk, site, file: path.join(accountFolder(desk.folder, site.id, 'admin'), 'watchpost.db') }
}

const state = (desk: Desk) => desk.client.cache.state({})
const isIn = (desk: Desk, phase: string) =>
  until(phase, async () => {
    const now = await state(desk)
    return now.phase === phase ? now : undefined
  })

describe('the database of an account', () => {
  it('is open from sign-in to sign-out', async () => {
    const { desk, site, file } = await open()
    const states = record(desk.client, 'cache.stateChanged')
    expect(await state(desk)).toEqual({ phase: 'closed' })
    await desk.signIn(site)
    const ready = await isIn(desk, 'ready')
    expect(ready.fileBytes).toBeGreaterThan(4096)
    expect(ready.rebuilt ?? ready.onNetworkShare ?? ready.error).toBeUndefined()
    expect(existsSync(`${file}-wal`)).toBe(true)
    await desk.client.session.signOut({})
    expect(await state(desk)).toEqual({ phase: 'closed' })
    // Closed means: all in one file, nothing beside it.
    expect(existsSync(`${file}-wal`)).toBe(false)
    expect(states.map(({ phase }) => phase)).toEqual(['opening', 'ready', 'closed'])
  })

  it('belongs to that account alone', async () => {
    const { desk, site, file } = await open()
    await desk.signIn(site)
    await isIn(desk, 'ready')
    await desk.signIn(site, 'operator', 'Watch-2026')
    await isIn(desk, 'ready')
    const other = path.join(accountFolder(desk.folder, site.id, 'operator'), 'watchpost.db')
    expect(existsSync(other)).toBe(true)
    expect(existsSync(`${file}-wal`)).toBe(false)
  })

  it('of a newer program is refused, and the session works without', async () => {
    const { desk, site, file } = await open()
    mkdirSync(path.dirname(file), { recursive: true })
    const db = connectTo(file)
    db.pragma('user_version = 9999')
    db.close()
    const before = readFileSync(file)
    await desk.signIn(site)
    expect((await isIn(desk, 'refused')).error).toMatchObject({ code: 'database-newer' })
    await until('fleet live', async () => (await desk.client.fleet.state({})).phase === 'live')
    await desk.client.session.signOut({})
    expect(readFileSync(file)).toEqual(before)
    expect(await state(desk)).toEqual({ phase: 'closed' })
  })

  it('that is none is set aside and made anew', async () => {
    const { desk, site, file } = await open()
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, 'no database '.repeat(1000))
    await desk.signIn(site)
    expect(await isIn(desk, 'ready')).toMatchObject({ rebuilt: true })
    expect(readdirSync(path.dirname(file)).filter((name) => name.includes('damaged'))).toHaveLength(1)
    expect(desk.log.join('\n')).toMatch(/error database damaged .*NOTADB/)
  })

  it('whose damage only the check in the background finds is made anew while the session goes on', async () => {
    const { desk, site, file } = await open()
    await desk.signIn(site)
    await isIn(desk, 'ready')
    await desk.client.session.signOut({})
    damageTableOf(file)
    const states = record(desk.client, 'cache.stateChanged')
    await desk.signIn(site)
    await until('rebuilt', () => states.some(({ phase, rebuilt }) => phase === 'ready' && rebuilt === true))
    expect(states.map(({ phase }) => phase)).toEqual(['opening', 'ready', 'opening', 'ready'])
    expect((await desk.client.session.state({})).session.phase).toBe('signed-in')
    const check = connectTo(file, { readonly: true })
    expect(check.pragma('integrity_check', { simple: true })).toBe('ok')
    check.close()
  })
})

/** The page of one table becomes noise; header and schema stay. */
function damageTableOf(file: string): void {
  const db = connectTo(file)
  const page = db.prepare<[], number>(`SELECT rootpage FROM sqlite_schema WHERE name = 'names'`).pluck().get() ?? 0
  const pageBytes = db.pragma('page_size', { simple: true }) as number
  db.close()
  const bytes = readFileSync(file)
  bytes.fill(0xa5, (page - 1) * pageBytes, page * pageBytes)
  writeFileSync(file, bytes)
}

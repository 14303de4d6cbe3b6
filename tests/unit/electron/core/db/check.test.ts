import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findFaults } from '../../../../../electron/core/db/check.ts'
import { connect, databaseFile, openStore } from '../../../../support/database.ts'

async function filledFile(): Promise<string> {
  const file = databaseFile()
  const { store } = await openStore({ file })
  const rows = Array.from({ length: 2000 }, (_, index) => ({
    kind: 'PU' as const,
    id: `device ${index}`,
    name: `name of device ${index}`,
    at: index,
  }))
  await store.tables.names.upsert({ rows })
  await store.close()
  return file
}

const faultsIn = (file: string, stop = 0) =>
  findFaults({ file, nativeBinding: undefined, stop: new Int32Array(new SharedArrayBuffer(4)).fill(stop).buffer })

describe('reading through a database', () => {
  it('finds nothing in a sound one, also while it is written', async () => {
    const file = await filledFile()
    const writer = connect(file)
    writer.exec(`BEGIN IMMEDIATE; INSERT INTO cursors VALUES ('a', 'b')`)
    expect(faultsIn(file)).toEqual([])
    writer.exec('COMMIT')
    expect(faultsIn(file)).toEqual([])
  })

  it('finds a page that opening does not see', async () => {
    const file = await filledFile()
    const bytes = readFileSync(file)
    bytes.fill(0xa5, bytes.length - 4096)
    writeFileSync(file, bytes)
    const { store } = await openStore({ file })
    expect(store.opened.state).toBe('ready')
    expect(faultsIn(file).join()).toMatch(/names|malformed/)
    // Asked to end, it looks no further.
    expect(faultsIn(file, 1)).toEqual([])
  })
})

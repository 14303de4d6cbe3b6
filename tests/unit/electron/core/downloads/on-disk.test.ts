/** What happens on the disk: names, room, hashes. */
import { createHash } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { freeSpace, requireSpace, RESERVE_BYTES } from '../../../../../electron/core/downloads/disk-space.ts'
import { checkHash } from '../../../../../electron/core/downloads/file-hash.ts'
import { giveName } from '../../../../../electron/core/downloads/final-name.ts'
import { Download } from '../../../../../electron/core/platform/download.ts'
import { tempFolder } from '../../../../support/temp-folder.ts'

const { signal } = new AbortController()

function partIn(folder: string, text = 'bytes'): string {
  const part = path.join(folder, 'a.mp4.1234.part')
  writeFileSync(part, text)
  return part
}

describe('the final name', () => {
  it('is the one it was to have, or the next that is free', async () => {
    const folder = tempFolder()
    expect(await giveName(partIn(folder), folder, 'a.mp4')).toBe(path.join(folder, 'a.mp4'))
    mkdirSync(path.join(folder, 'a (2).mp4'))
    expect(await giveName(partIn(folder, 'other'), folder, 'a.mp4')).toBe(path.join(folder, 'a (3).mp4'))
    expect(readdirSync(folder).toSorted()).toEqual(['a (2).mp4', 'a (3).mp4', 'a.mp4'])
    expect(readFileSync(path.join(folder, 'a.mp4'), 'utf8')).toBe('bytes')
  })

  it('goes to one only when many want it at once', async () => {
    const folder = tempFolder()
    const parts = [1, 2, 3, 4, 5].map((number) => {
      const part = path.join(folder, `${number}.part`)
      writeFileSync(part, String(number))
      return part
    })
    const names = await Promise.all(parts.map((part) => giveName(part, folder, 'a.mp4')))
    expect(new Set(names).size).toBe(5)
    expect(names.map((name) => readFileSync(name, 'utf8'))).toEqual(['1', '2', '3', '4', '5'])
  })

  it('is the one a crash had given it already', async () => {
    const folder = tempFolder()
    const part = partIn(folder)
    linkSync(part, path.join(folder, 'a.mp4'))
    expect(await giveName(part, folder, 'a.mp4')).toBe(path.join(folder, 'a.mp4'))
    expect(readdirSync(folder)).toEqual(['a.mp4'])
  })

  it('says so when the part file is gone', async () => {
    const folder = tempFolder()
    await expect(giveName(path.join(folder, 'gone.part'), folder, 'a.mp4')).rejects.toMatchObject({ code: 'disk' })
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('room', () => {
  it('is asked for with a reserve, and said before anything is written', async () => {
    const free = () => Promise.resolve(RESERVE_BYTES + 1000)
    await requireSpace(free, '/somewhere', 1000)
    await expect(requireSpace(free, '/somewhere', 1001)).rejects.toMatchObject({
      code: 'disk',
      details: { reason: expect.stringContaining('ENOSPC') },
    })
    await requireSpace(() => Promise.resolve(undefined), '/somewhere', 1e15)
  })

  it('of a folder that is still to be made is that of the one above', async () => {
    const folder = tempFolder()
    expect(await freeSpace(path.join(folder, 'not', 'yet'))).toBeGreaterThan(0)
  })

  it.runIf(existsSync('/dev/full'))('that ends on the way is said too', async () => {
    const chunks = (async function* () {
      yield Buffer.from('bytes')
    })()
    const head = { status: 200, contentType: 'video/mp4', first: 0, length: 5, total: 5, mark: undefined } as const
    const download = new Download({ part: '/dev/full', signal }, () =>
      Promise.resolve({ head, chunks, close: () => undefined }),
    )
    await expect(download.run()).rejects.toMatchObject({
      code: 'disk',
      details: { reason: expect.stringContaining('ENOSPC') },
    })
  })
})

describe('a hash', () => {
  const hashed = (algorithm: string) => createHash(algorithm).update('bytes').digest('hex')

  it('is MD5 or SHA-256 by its length, in any case', async () => {
    const part = partIn(tempFolder())
    expect(await checkHash(part, hashed('md5'), signal)).toBe(true)
    expect(await checkHash(part, hashed('sha256').toUpperCase(), signal)).toBe(true)
    expect(await checkHash(part, null, signal)).toBe(false)
    expect(await checkHash(part, 'something else', signal)).toBe(false)
  })

  it('that does not fit is damage', async () => {
    const part = partIn(tempFolder(), 'other')
    for (const algorithm of ['md5', 'sha256'])
      await expect(checkHash(part, hashed(algorithm), signal)).rejects.toMatchObject({ code: 'file-damaged' })
  })
})

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { FileCache } from '../../../../../electron/core/files/file-cache.ts'
import { tempFolder } from '../../../../support/temp-folder.ts'

function open(folder = path.join(tempFolder(), 'files')) {
  const clock = { now: 1_700_000_000_000 }
  const cache = new FileCache(folder, 1000, () => clock.now)
  const put = async (key: string, bytes: Buffer, announced = bytes.length) => {
    clock.now += 1000
    const writer = await cache.begin({ key, bytes: announced, contentType: 'image/png' })
    await writer?.write(bytes.subarray(0, 10))
    await writer?.write(bytes.subarray(10))
    await writer?.abandon()
    return writer
  }
  const has = async (key: string) => {
    clock.now += 1000
    return (await cache.find(key)) !== undefined
  }
  return { cache, folder, clock, put, has }
}

const some = (fill: string, length = 200): Buffer => Buffer.alloc(length, fill)

it('keeps whole files, also for the next run', async () => {
  const { put, folder } = open()
  await put('a', some('a'))
  const found = await open(folder).cache.find('a')
  expect(found).toMatchObject({ bytes: 200, contentType: 'image/png', settled: false })
  expect(readFileSync(found?.path ?? '')).toEqual(some('a'))
})

it('keeps no file that is shorter than announced, or that nobody finished', async () => {
  const { cache, put, has, folder } = open()
  await put('a', some('a'), 300)
  const writer = await cache.begin({ key: 'b', bytes: 200, contentType: 'image/png' })
  await writer?.write(some('b', 199))
  await writer?.abandon()
  expect([await has('a'), await has('b')]).toEqual([false, false])
  expect(readdirSync(folder)).toEqual([])
})

it('lets the least recently used go when there are too many bytes', async () => {
  const { cache, put, has } = open()
  for (const key of ['a', 'b', 'c', 'd', 'e']) await put(key, some(key))
  expect(await has('a')).toBe(true)
  await put('f', some('f'))
  expect(cache.bytes).toBe(1000)
  expect(await has('b')).toBe(false)
  expect(await has('a')).toBe(true)
})

it('remembers over a restart what was used last', async () => {
  const before = open()
  for (const key of ['a', 'b', 'c', 'd', 'e']) await before.put(key, some(key))
  expect(await before.has('a')).toBe(true)
  const { put, has, clock } = open(before.folder)
  clock.now += 60_000
  await put('f', some('f'))
  expect([await has('a'), await has('b')]).toEqual([true, false])
})

it('takes no file of more than a quarter of all, and none twice at once', async () => {
  const { cache, put } = open()
  expect(await put('large', some('x', 251))).toBeUndefined()
  expect(await cache.begin({ key: 'a', bytes: 10, contentType: 'image/png' })).toBeDefined()
  expect(await cache.begin({ key: 'a', bytes: 10, contentType: 'image/png' })).toBeUndefined()
})

it('clears away what an earlier run left half, and what was changed since', async () => {
  const before = open()
  for (const key of ['a', 'b']) await before.put(key, some(key))
  const [name = ''] = readdirSync(before.folder).filter((file) => !file.endsWith('.json'))
  writeFileSync(path.join(before.folder, name), 'cut')
  writeFileSync(path.join(before.folder, 'x.part'), 'half')
  const { has, folder } = open(before.folder)
  expect([await has('a'), await has('b')].filter(Boolean)).toHaveLength(1)
  expect(readdirSync(folder)).toHaveLength(2)
})

it('notices that somebody emptied the folder', async () => {
  const { put, has, folder } = open()
  await put('a', some('a'))
  rmSync(folder, { recursive: true })
  expect(await has('a')).toBe(false)
  await put('b', some('b'))
  expect(await has('b')).toBe(true)
})

it('does without when it cannot write', async () => {
  const file = path.join(tempFolder(), 'files')
  writeFileSync(file, 'not a folder')
  const { put, has } = open(file)
  expect(await put('a', some('a'))).toBeUndefined()
  expect(await has('a')).toBe(false)
})

import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Type from 'typebox'
import { expect, it } from 'vitest'
import { JsonFile } from '../../../../../electron/core/storage/json-file.ts'
import { tempFolder } from '../../../../support/temp-folder.ts'

const Schema = Type.Object({ count: Type.Number() })

function open(file: string) {
  const damaged: string[] = []
  const document = new JsonFile(file, Schema, { count: 0 }, (setAside, reason) => damaged.push(setAside, reason))
  return { document, damaged }
}

it('starts with the default and reads back what was written', async () => {
  const file = path.join(tempFolder(), 'deep', 'a.json')
  const { document } = open(file)
  expect(document.value).toEqual({ count: 0 })
  await document.write({ count: 5 })
  expect(open(file).document.value).toEqual({ count: 5 })
  expect(statSync(file).mode & 0o077).toBe(0)
})

it('keeps the last of many writes', async () => {
  const file = path.join(tempFolder(), 'a.json')
  const { document } = open(file)
  await Promise.all(Array.from({ length: 20 }, (_, count) => document.write({ count })))
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ count: 19 })
})

it('lets one write wait, however fast values come', async () => {
  const { document } = open(path.join(tempFolder(), 'a.json'))
  const first = document.write({ count: 1 })
  expect(document.write({ count: 2 })).toBe(first)
  // The first is under way from here on.
  await Promise.resolve()
  const second = document.write({ count: 3 })
  expect(second).not.toBe(first)
  expect(document.write({ count: 4 })).toBe(second)
  await second
  expect(document.value).toEqual({ count: 4 })
})

it.each(['{"count":', '{"count":"many"}', '[]', ''])('sets a damaged file aside: %j', (text) => {
  const folder = tempFolder()
  const file = path.join(folder, 'a.json')
  writeFileSync(file, text)
  const { document, damaged } = open(file)
  expect(document.value).toEqual({ count: 0 })
  expect(damaged).toHaveLength(2)
  const [aside] = readdirSync(folder)
  expect(aside).toContain('a.json.damaged-')
  expect(readFileSync(path.join(folder, String(aside)), 'utf8')).toBe(text)
})

it('says so when the disk does not take it, and keeps working', async () => {
  const folder = tempFolder()
  const { document } = open(path.join(folder, 'a.json'))
  // A folder in the place of the neighbour file makes the write impossible for every user, root included.
  mkdirSync(path.join(folder, 'a.json.new'))
  await expect(document.write({ count: 1 })).rejects.toMatchObject({ code: 'disk' })
  rmSync(path.join(folder, 'a.json.new'), { recursive: true })
  await document.write({ count: 2 })
  expect(open(path.join(folder, 'a.json')).document.value).toEqual({ count: 2 })
})

import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readReport } from '../read-report.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'watchpost-report-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Runs Vitest itself over one file of this text. */
async function reportOf(text: string) {
  await writeFile(path.join(folder, 'some.test.ts'), text)
  const file = path.join(folder, 'report.json')
  const vitest = path.join(ROOT, 'node_modules/vitest/vitest.mjs')
  const args = ['run', '--root', folder, '--globals', '--reporter=json', `--outputFile.json=${file}`]
  const { status } = spawnSync(process.execPath, [vitest, ...args], { cwd: folder })
  return readReport(file, 'unit', status ?? 1)
}

it('counts, and names each test that failed with its file', async () => {
  const { passed, failed, failures } = await reportOf(
    `it('is right', () => expect(1).toBe(1)); it('is wrong', () => expect(1).toBe(2))`,
  )
  expect({ passed, failed }).toEqual({ passed: 1, failed: 1 })
  expect(failures).toEqual([expect.stringMatching(/^unit: .*some\.test\.ts: is wrong$/)])
})

it('counts a file that does not load, and a process that dies, as one', async () => {
  expect(await reportOf('throw new Error("not today")')).toMatchObject({
    failed: 1,
    failures: [expect.stringContaining('some.test.ts: the file as a whole')],
  })
  const died = await reportOf(`it('dies', () => process.kill(process.pid, 'SIGSEGV'))`)
  expect(died).toMatchObject({ passed: 0, failed: 1, failures: [expect.stringMatching(/^unit: /)] })
})

import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import path from 'node:path'
import { afterAll, expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'
import { closeSharedBrowser, sharedBrowser } from './support/desk.ts'
import { readPictures } from './support/picture.ts'

afterAll(closeSharedBrowser)

const ROOT = path.resolve(import.meta.dirname, '../..')

/** As `npm run demo` starts it, without a window of its own. */
async function startDemo(): Promise<string> {
  const options = ['--json', '--no-open', '--devices', '100', '--profile', tempFolder()]
  const child = spawn(process.execPath, ['tests/demo.ts', ...options], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await gone
  })
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`the demo ended with ${code}`)))
  })
  return (JSON.parse(line) as { url: string }).url
}

it('shows nine moving pictures after two clicks', async () => {
  const page = await (await sharedBrowser()).newPage({ viewport: { width: 1440, height: 900 } })
  onTestFinished(() => page.close())
  await page.goto(await startDemo())
  await page.getByTestId('demo-enter').click()
  await page.getByTestId('grid-fill-invitation').click()
  const first = await until(
    'nine pictures',
    async () => {
      const read = await readPictures(page)
      return read.length === 9 && read
    },
    30_000,
  )
  expect(new Set(first.map(({ device }) => device)).size).toBe(9)
  await until('nine moving pictures', async () => {
    const later = await readPictures(page)
    return first.every((before) => later.some(({ pane, frame }) => pane === before.pane && frame !== before.frame))
  })
})

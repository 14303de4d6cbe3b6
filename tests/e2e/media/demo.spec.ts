import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import path from 'node:path'
import { afterAll, expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../../support/temp-folder.ts'
import { until } from '../../support/until.ts'
import { LOOPBACK_MEDIA } from '../support/browser.ts'
import { closeSharedBrowser, sharedBrowser } from '../support/desk.ts'
import { standInProgram } from '../support/installation.ts'
import { readPictures } from '../support/picture.ts'

afterAll(closeSharedBrowser)

const ROOT = path.resolve(import.meta.dirname, '../../..')

/** As `npm run demo` starts it. */
async function startDemo(more: readonly string[], environment: Record<string, string> = {}): Promise<string> {
  const options = ['--json', '--devices', '100', '--profile', tempFolder(), ...more]
  const child = spawn(process.execPath, ['tests/demo.ts', ...options], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
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
  await page.goto(await startDemo(['--no-open']))
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

it('opens a window of its own that can show pictures of this machine to itself', async () => {
  const folder = tempFolder()
  const [browser, notes] = [path.join(folder, 'browser'), path.join(folder, 'arguments')]
  standInProgram(browser, notes, 'exec sleep 600')
  const url = await startDemo([], { WATCHPOST_CHROMIUM: browser, DISPLAY: ':99' })
  const flags = await until('the window', () => existsSync(notes) && readFileSync(notes, 'utf8').trim().split('\n'))
  // Each address is good once: the window has one of its own.
  expect(flags.find((flag) => flag.startsWith('--app='))).toContain(`--app=${new URL(url).origin}/?token=`)
  expect(flags).toEqual(expect.arrayContaining(LOOPBACK_MEDIA))
})

import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Treatment } from '../support/file-relay.ts'
import { openFileRelay } from '../support/file-relay.ts'
import { addRecording, hashOfFile, recordings, storeFiles, type Recording } from '../support/downloads.ts'
import { openPlatform } from '../support/platform.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'
import { closeSharedBrowser, openDesk, type DeskOptions } from './support/desk.ts'
import { secondWindow } from './support/second-window.ts'
import { startServe } from './support/serve-process.ts'
import { shownText } from './support/shown.ts'

afterAll(closeSharedBrowser)

const SLOW: Treatment = { bytesPerSecond: 1_000_000 }

async function atDesk(options: DeskOptions = {}) {
  const platform = await openPlatform()
  const relay = await openFileRelay(platform.url)
  const downloads = path.join(tempFolder(), 'downloads')
  const desk = await openDesk({ ...options, serve: ['--downloads', downloads], at: relay })
  const client = await secondWindow(desk)
  const folder = path.join(downloads, 'Watchpost')
  return { ...desk, platform, relay, client, downloads, folder }
}

const openList = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+j')
  await page.getByTestId('downloads-panel').waitFor()
}

const row = (page: Page, name: string): Locator => page.locator(`[data-testid=download][data-name="${name}"]`)

const untilState = (page: Page, name: string, state: string): Promise<void> =>
  row(page, name)
    .and(page.locator(`[data-state=${state}]`))
    .waitFor({ timeout: 30_000 })

const offsetOf = (range: string | undefined): number => Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0)

function expectWhole(folder: string, file: Recording): void {
  expect(readdirSync(folder)).toEqual([file.name])
  expect(hashOfFile(path.join(folder, file.name))).toBe(file.md5)
}

async function only(files: Promise<Recording[]>): Promise<Recording> {
  const [file] = await files
  if (!file) throw new Error('no file')
  return file
}

/** The client anew on the same profile and folder, signed in; the list of downloads is open. */
async function comeBack(page: Page, profile: string, downloads: string): Promise<void> {
  const again = await startServe(profile, ['--downloads', downloads])
  onTestFinished(() => again.end())
  await page.goto(again.url)
  await page.getByTestId('sign-in-password').fill('123456')
  await page.getByTestId('sign-in-submit').click()
  await page.getByTestId('shell').waitFor()
  await openList(page)
}

describe('the tray', () => {
  it('shows a recording of the platform on its way and when it is there; the file is the recording', async () => {
    const { page, client, relay, folder, complaints } = await atDesk()
    await openList(page)
    await page.getByTestId('downloads-empty').waitFor()
    expect(await shownText(page, 'downloads-foot')).toContain(folder)
    expect(await shownText(page, 'downloads-foot')).toMatch(/\d GB free|\d MB free/)
    const recording = await only(recordings(client, 1))
    relay.treat(() => ({ bytesPerSecond: 200_000 }))
    await addRecording(client, recording)
    await untilState(page, recording.name, 'running')
    await until('amount and rate', async () => {
      const amount = await row(page, recording.name).getByTestId('download-amount').innerText()
      return /^[\d.]+ KB of [\d.]+ KB · [\d.]+ KB\/s · \d:\d\d left$/.test(amount)
    })
    expect(await shownText(page, 'downloads-text')).toMatch(/^1 file on the way · \d+ % · [\d.]+ KB\/s$/)
    await untilState(page, recording.name, 'done')
    expect(await row(page, recording.name).getByTestId('download-state').innerText()).toBe('Done, checked')
    expectWhole(folder, recording)
    await until('nothing on the way', async () => (await page.getByTestId('downloads-text').count()) === 0)
    expect(complaints).toEqual([])
  })

  it('is worked by keys alone: down, pause, go on, take out, close', async () => {
    const { page, client, relay, platform, folder } = await atDesk()
    const [one, other] = await storeFiles(platform, 2)
    if (!one || !other) throw new Error('no files')
    relay.treat(() => SLOW)
    await addRecording(client, one)
    await addRecording(client, other)
    await openList(page)
    await untilState(page, one.name, 'running')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await untilState(page, one.name, 'paused')
    expect(await row(page, one.name).getByTestId('download-state').innerText()).toBe('Paused')
    relay.treat(() => ({}))
    await page.keyboard.press('Space')
    await untilState(page, one.name, 'done')
    await untilState(page, other.name, 'done')
    await page.keyboard.press('Delete')
    await row(page, one.name).waitFor({ state: 'detached' })
    expect(existsSync(path.join(folder, one.name))).toBe(true)
    await page.keyboard.press('Escape')
    await page.getByTestId('downloads-panel').waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('downloads-button')
  })

  it('fetches before the others what the operator wants first, by button or key, and in its turn again', async () => {
    const { page, client, relay, platform } = await atDesk()
    const files = await storeFiles(platform, 5)
    const [running, , , fourth, fifth] = files
    if (!running || !fourth || !fifth) throw new Error('no files')
    relay.treat(() => ({ bytesPerSecond: 50_000 }))
    for (const file of files) await addRecording(client, file)
    await openList(page)
    await untilState(page, running.name, 'running')
    await untilState(page, fifth.name, 'queued')
    const stateOf = (name: string): Promise<string> => row(page, name).getByTestId('download-state').innerText()
    await row(page, fourth.name).getByTestId('download-first').click()
    await until('the fourth first', async () => (await stateOf(fourth.name)) === 'Queued before the others')
    await row(page, fourth.name).getByTestId('download-inTurn').click()
    await until('the fourth in its turn', async () => (await stateOf(fourth.name)) === 'Queued')
    // The newest is on top, and the list has the keyboard.
    await page.getByTestId('download-list').focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('p')
    await until('the fifth first', async () => (await stateOf(fifth.name)) === 'Queued before the others')
    await row(page, running.name).getByTestId('download-pause').click()
    await untilState(page, fifth.name, 'running')
    expect(await stateOf(fourth.name)).toBe('Queued')
    expect(await row(page, fifth.name).getByTestId('download-first').count()).toBe(0)
  })

  it('speaks Chinese', async () => {
    const { page, client, platform, relay } = await atDesk({ language: 'zh-CN' })
    const file = await only(storeFiles(platform, 1))
    relay.treat(() => ({ damages: true }))
    await addRecording(client, file)
    await openList(page)
    await untilState(page, file.name, 'failed')
    expect(await row(page, file.name).innerText()).toContain('收到的文件与平台上的不一致')
    expect(await shownText(page, 'downloads-text')).toBe('1 个下载失败')
  })
})

describe('a file', () => {
  it('whose hash is wrong fails, says so, and is fetched anew by one key', async () => {
    const { page, client, platform, relay, folder } = await atDesk()
    const file = await only(storeFiles(platform, 1))
    relay.treat((_seen, turn) => (turn === 1 ? { damages: true } : {}))
    await addRecording(client, file)
    await openList(page)
    await untilState(page, file.name, 'failed')
    expect(await row(page, file.name).getByTestId('download-why').innerText()).toContain(
      'The file did not arrive as the platform has it. Try again.',
    )
    expect(await shownText(page, 'downloads-text')).toBe('1 download failed')
    expect(readdirSync(folder)).toEqual([])
    await page.keyboard.press('Enter')
    await untilState(page, file.name, 'done')
    expectWhole(folder, file)
  })

  it('that comes into a list which was opened empty has its keys at once', async () => {
    const { page, client, platform, folder } = await atDesk()
    const file = await only(storeFiles(platform, 1))
    await openList(page)
    await page.getByTestId('downloads-empty').waitFor()
    await addRecording(client, file)
    await untilState(page, file.name, 'done')
    await page.keyboard.press('Delete')
    await page.getByTestId('downloads-empty').waitFor()
    expectWhole(folder, file)
  })

  it('that comes into an empty list takes nothing away that is being typed', async () => {
    const { page, client, platform } = await atDesk()
    const file = await only(storeFiles(platform, 1))
    await openList(page)
    await page.getByTestId('downloads-empty').waitFor()
    const search = page.getByTestId('fleet-search')
    await search.focus()
    await page.keyboard.type('be')
    await addRecording(client, file)
    await untilState(page, file.name, 'done')
    await page.keyboard.type('fore')
    expect(await search.inputValue()).toBe('before')
  })

  it('never takes the place of another of the same name', async () => {
    const { page, client, platform, folder } = await atDesk()
    const file = await only(storeFiles(platform, 1))
    mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(folder, 'stored 1.mp4'), 'mine')
    await addRecording(client, file)
    await openList(page)
    await untilState(page, file.name, 'done')
    expect(readdirSync(folder).toSorted()).toEqual(['stored 1 (2).mp4', 'stored 1.mp4'])
    expect(hashOfFile(path.join(folder, 'stored 1 (2).mp4'))).toBe(file.md5)
  })
})

describe('in the middle of a file', () => {
  it('a cut line is gone on with by itself, from where it was', async () => {
    const { page, client, platform, relay, folder } = await atDesk()
    const file = await only(storeFiles(platform, 1))
    relay.treat((_seen, turn) => (turn === 1 ? SLOW : {}))
    await addRecording(client, file)
    await openList(page)
    await until('some of it', () => (relay.requests[0]?.sent ?? 0) > 1_000_000)
    relay.up(false)
    await untilState(page, file.name, 'waiting')
    expect(await row(page, file.name).getByTestId('download-state').innerText()).toBe('Waiting for the platform')
    relay.up(true)
    await untilState(page, file.name, 'done')
    expectWhole(folder, file)
    expect(offsetOf(relay.requests.at(-1)?.range)).toBeGreaterThan(500_000)
  })

  it.each([
    ['the client is left and started again', 'end'],
    ['the client is killed', 'kill'],
  ] as const)('%s: it goes on from where it was, and the file is right', async (_what, how) => {
    const { page, client, platform, relay, folder, serve, profile, downloads } = await atDesk()
    const file = await only(storeFiles(platform, 1, 8_000_000))
    relay.treat((_seen, turn) => (turn === 1 ? SLOW : {}))
    await addRecording(client, file)
    await until('some of it is safe', () => (relay.requests[0]?.sent ?? 0) > 3_000_000)
    await serve[how]()
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^stored 1\.mp4\.[0-9a-f]+\.part$/)])
    await comeBack(page, profile, downloads)
    await untilState(page, file.name, 'done')
    expectWhole(folder, file)
    expect(offsetOf(relay.requests.at(-1)?.range)).toBeGreaterThan(1_000_000)
  })
})

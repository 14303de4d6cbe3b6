import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { soundUrl, type LedgerBurst } from '../../../shared/contract/ledger.ts'
import { until } from '../../support/until.ts'
import { cardOf, heard, hold, keyIs, soundIs } from '../support/conferences.ts'
import { closeSharedBrowser } from '../support/desk.ts'
import { secondWindow } from '../support/second-window.ts'
import { tonesOfFile, unitsByTone } from '../support/tones.ts'
import { talkingDesk, VOICE_HZ } from '../support/voice.ts'
import { watchOf } from '../support/watches.ts'

afterAll(closeSharedBrowser)

const soundFiles = (profile: string): string[] =>
  readdirSync(profile, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ogg'))

const playerAt = async (page: Page) =>
  Number(await page.getByTestId('replay-position').evaluate((input: HTMLInputElement) => input.value))

it('keeps what is heard and said of each conference once that is wanted, and lets it be heard again', async () => {
  const desk = await talkingDesk()
  const { page, platform, profile, complaints } = desk
  const client = await secondWindow(desk)
  const units = unitsByTone(platform, 2)
  const groups: string[] = []
  for (const { id: unit } of units) {
    const groupId = await watchOf(client, unit)
    platform.control.attend({ group: groupId, member: unit })
    groups.push(groupId)
  }
  await page.getByTestId('area-conferences').click()
  for (const group of groups) await soundIs(page, group, 'open')
  const speak = (at: number, speaking: boolean) =>
    platform.control.speech({ group: groups[at]!, member: units[at]!.id, speaking })
  const linesOf = async (group: string) => (await client.ledger.list({ filter: { place: group }, limit: 20 })).bursts
  const isHeard = (group: string) =>
    until('heard', async () => {
      const level = await cardOf(page, group).getByTestId('conference-level').getAttribute('data-level')
      return Number(level) > 0.5
    })

  // Off as long as nobody turned it on.
  speak(0, true)
  await isHeard(groups[0]!)
  speak(0, false)
  const [silent] = await until('a line', async () => {
    const lines = await linesOf(groups[0]!)
    return lines.length > 0 && lines
  })
  expect(silent).not.toHaveProperty('sound')
  expect(soundFiles(profile)).toEqual([])
  expect(await page.getByTestId('sound-mark').count()).toBe(0)

  await page.getByTestId('ledger-open').click()
  await page.getByTestId('keep-sound-ask').click()
  const notice = page.getByTestId('keep-sound-notice')
  expect(await notice.innerText()).toMatch(/30 days/)
  expect(await notice.innerText()).toContain(profile)
  await page.getByTestId('keep-sound-on').click()
  await page.getByTestId('status-bar').getByTestId('sound-mark').waitFor()

  // Both at once, and this desk into the first one after that.
  await page.getByTestId('area-conferences').click()
  for (const at of [0, 1]) speak(at, true)
  await cardOf(page, groups[0]!).locator('[data-testid=sound-mark][data-writing=true]').waitFor()
  for (const group of groups) await isHeard(group)
  for (const at of [0, 1]) speak(at, false)
  await until('silence', () => groups.every((group) => platform.control.speakers({ group }).length === 0))
  await hold(page, groups[0]!)
  await keyIs(page, groups[0]!, 'granted')
  await until('said for a while', () => heard(platform, groups[0]!).ms > 1_000)
  await page.mouse.up()
  await cardOf(page, groups[0]!).getByTestId('conference-target').check()

  const kept = await until('three kept', async () => {
    const lines = (await Promise.all(groups.map(linesOf))).flat().filter(({ sound }) => sound === 'kept')
    return lines.length === 3 && lines
  })
  const all = [...units.map(({ hz }) => hz), VOICE_HZ]
  for (const line of kept) {
    const expected = line.mine ? VOICE_HZ : units[groups.indexOf(line.place)]!.hz
    const { shares, seconds } = await tonesOfFile(page, soundUrl(line.id), all)
    expect(shares[expected], `${expected} Hz of ${JSON.stringify(shares)}`).toBeGreaterThan(0.5)
    for (const other of all.filter((hz) => hz !== expected)) expect(shares[other]).toBeLessThan(0.05)
    expect(Math.abs(seconds * 1000 - line.lengthMs)).toBeLessThan(1_500)
  }

  await hearAgain(
    page,
    kept.find(({ mine }) => mine)!,
    profile,
    () => heard(platform, groups[0]!).ms,
  )
  expect(complaints.filter((complaint) => !/404/.test(complaint))).toEqual([])
})

/** Over an open microphone the others would hear it. */
async function waitsForVoice(page: Page, line: LedgerBurst, saidMs: () => number): Promise<void> {
  await page.getByTestId('replay-rate-1').click()
  await page.getByTestId('replay-position').fill('0')
  await page.getByTestId('replay-play').click()
  await until('it plays', async () => (await playerAt(page)) > 0.1)
  await page.getByTestId('replay-play').blur()
  await page.keyboard.down('Space')
  await page.getByTestId('replay-held').waitFor()
  const before = saidMs()
  await until('more was said than is left of it', () => saidMs() - before > line.lengthMs)
  expect(await playerAt(page)).toBeLessThan(line.lengthMs / 1000 - 0.2)
  await page.keyboard.up('Space')
  await page.getByTestId('replay-held').waitFor({ state: 'detached' })
  await until('to its end', async () => (await page.getByTestId('replay-play').getAttribute('aria-label')) === 'Play')
  expect(await playerAt(page)).toBeGreaterThan(0.9)
}

async function hearAgain(page: Page, line: LedgerBurst, profile: string, saidMs: () => number): Promise<void> {
  await page.getByTestId('ledger-open').click()
  const row = page.locator(`[data-testid=ledger-row][data-id="${line.id}"]`)
  await row.getByTestId('replay-toggle').click()
  await page.getByTestId('replay-rate-2').click()
  await until('it plays', async () => (await playerAt(page)) > 0)
  await row.locator('[data-testid=replay-toggle][aria-pressed=true]').waitFor()
  await until('to its end', async () => (await page.getByTestId('replay-play').getAttribute('aria-label')) === 'Play')
  const end = await playerAt(page)
  expect(end).toBeGreaterThan(0.9)
  await page.getByTestId('replay-position').fill('0.3')
  expect(await playerAt(page)).toBeCloseTo(0.3, 1)
  await waitsForVoice(page, line, saidMs)
  await page.getByTestId('replay-save').click()
  await page.getByText('Saved as').waitFor()

  for (const file of soundFiles(profile)) if (!file.includes('exports')) rmSync(path.join(profile, file))
  await page.getByTestId('replay-close').click()
  await row.getByTestId('replay-toggle').click()
  await page.getByTestId('replay-gone').waitFor()
}

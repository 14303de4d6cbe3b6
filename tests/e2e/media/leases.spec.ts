import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { Simulator } from '../../simulator/simulator.ts'
import { openPlatform } from '../../support/platform.ts'
import { until } from '../../support/until.ts'
import { closeSharedBrowser, openDesk } from '../support/desk.ts'
import { untilPicture } from '../support/picture.ts'
import { onlineDevices, openDevice } from '../support/tree.ts'

afterAll(closeSharedBrowser)

async function watching(panes: number) {
  const platform = await openPlatform({ devices: 60 })
  const desk = await openDesk({ at: platform })
  for (const { id } of onlineDevices(platform, panes)) await openDevice(desk.page, id)
  await untilPicture(desk.page, panes)
  await dialogsAre(platform, panes)
  return { ...desk, platform }
}

/** What the client has written under its accounts. */
function keptIn(profile: string): string {
  return readdirSync(path.join(profile, 'accounts'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === 'settings.json')
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
    .join()
}

async function dialogsAre(platform: Simulator, count: number): Promise<void> {
  await until(`${count} dialogs`, () => platform.seen().dialogs.length === count, 20_000)
}

it('a renderer that is killed leaves no dialog', async () => {
  const { platform, page, context } = await watching(4)
  const devtools = await context.newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  // Never answered: who would answer is gone.
  void devtools.send('Page.crash').catch(() => undefined)
  await crashed
  await dialogsAre(platform, 0)
})

it('a window that is closed leaves no dialog', async () => {
  const { platform, page } = await watching(2)
  await page.close()
  await dialogsAre(platform, 0)
})

it('a client that ends leaves no dialog', async () => {
  const { platform, serve } = await watching(2)
  await serve.end()
  expect(platform.seen().dialogs).toEqual([])
})

it('a client that is killed leaves dialogs, and the next sign-in closes them', async () => {
  const { platform, serve, page, profile } = await watching(3)
  // The layout is written a moment after the last change.
  const last = onlineDevices(platform, 3).at(-1)!
  await until('layout on disk', () => keptIn(profile).includes(last.id))
  await serve.kill()
  await page.close()
  expect(platform.seen().dialogs).toHaveLength(3)
  const left = platform.seen().dialogs.map(({ id }) => id)
  const next = await openDesk({ profile, at: platform })
  await until('left-over dialogs closed', () => platform.seen().dialogs.every(({ id }) => !left.includes(id)))
  // The layout came back and plays in dialogs of its own.
  await untilPicture(next.page, 3)
  await dialogsAre(platform, 3)
})

it('signing out leaves no dialog', async () => {
  const { platform, page } = await watching(2)
  await page.getByTestId('sign-out').click()
  await page.getByTestId('sign-in-form').waitFor()
  expect(platform.seen().dialogs).toEqual([])
})

it('fifty reloads leak no dialog', async () => {
  const { platform, page } = await watching(2)
  for (let reload = 0; reload < 50; reload++) {
    await page.reload()
    // Every other time in the middle of opening, else with the pictures there.
    if (reload % 2 === 0) await page.locator('[data-testid=pane-1][data-puid]').waitFor()
    else await untilPicture(page, 2)
  }
  await untilPicture(page, 1)
  await untilPicture(page, 2)
  await dialogsAre(platform, 2)
})

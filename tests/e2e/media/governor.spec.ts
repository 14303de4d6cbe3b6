/** What panes get of a machine: those that nobody sees, and those looked at least when it is short of power. */
import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { openPlatform } from '../../support/platform.ts'
import { until } from '../../support/until.ts'
import { closeSharedBrowser, openDesk } from '../support/desk.ts'
import { readPictures, untilPicture } from '../support/picture.ts'
import { onlineDevices, openDevice, pane } from '../support/tree.ts'

afterAll(closeSharedBrowser)

/** Longer than a picture lasts: the next look at one that moves sees another. */
const LOOK_MS = 60

/** Of the looks at a pane while its camera makes so many pictures, the share that saw another one than the look before. */
async function freshLooks(page: Page, number: number, made: number): Promise<number> {
  let [looks, fresh] = [0, 0]
  let first: number | undefined
  let last: number | undefined
  let lookedAt = 0
  await until(
    `${made} pictures made`,
    async () => {
      const reading = (await readPictures(page)).find((one) => one.pane === number)
      if (!reading || performance.now() - lookedAt < LOOK_MS) return false
      lookedAt = performance.now()
      looks++
      if (reading.frame !== last) fresh++
      last = reading.frame
      first ??= reading.frame
      return reading.frame - first >= made
    },
    20_000,
  )
  return fresh / looks
}

const effort = (page: Page, number: number, wanted: string, limitMs = 20_000) =>
  until(`effort ${wanted}`, async () => (await pane(page, number).getAttribute('data-effort')) === wanted, limitMs)

async function watching(transport: 'webrtc' | 'bvrtc') {
  const platform = await openPlatform({ devices: 60 })
  const { page, complaints } = await openDesk({ transport, governor: true, at: platform })
  await page.getByTestId('grid-4').click()
  for (const { id } of onlineDevices(platform, 3)) await openDevice(page, id)
  for (const number of [1, 2, 3]) await untilPicture(page, number)
  return { page, complaints }
}

it.each(['webrtc', 'bvrtc'] as const)(
  'what nobody sees is hardly decoded, and is there at once (%s)',
  async (transport) => {
    const { page, complaints } = await watching(transport)
    expect(await freshLooks(page, 1, 100)).toBeGreaterThan(0.6)
    await pane(page, 3).dblclick({ position: { x: 60, y: 80 } })
    await effort(page, 1, 'hidden')
    expect(await pane(page, 3).getAttribute('data-effort')).toBe('all')
    expect(await freshLooks(page, 1, 150)).toBeLessThan(0.4)
    await page.keyboard.press('Escape')
    await effort(page, 1, 'all')
    expect(await freshLooks(page, 1, 100)).toBeGreaterThan(0.6)
    expect(await pane(page, 1).getAttribute('data-attempt')).toBe('1')
    expect(complaints).toEqual([])
  },
)

it('on a machine that is short of power what is looked at least gives way, says so, and comes back', async () => {
  const { page, complaints } = await watching('webrtc')
  await page.evaluate(() => {
    const busy = setInterval(() => {
      const until = performance.now() + 260
      while (performance.now() < until) continue
    }, 300)
    Object.assign(window, { stopBusy: () => clearInterval(busy) })
  })
  await effort(page, 1, 'keys')
  const mark = pane(page, 1).getByTestId('pane-effort')
  expect(await mark.innerText()).toBe('key frames')
  expect(await mark.getAttribute('title')).toContain('This computer is short of power')
  // The one in hand is never reduced.
  expect(await pane(page, 3).getAttribute('data-effort')).toBe('all')
  await page.evaluate(() => (window as unknown as { stopBusy: () => void }).stopBusy())
  await effort(page, 1, 'all', 60_000)
  await mark.waitFor({ state: 'detached' })
  for (const number of [1, 2, 3]) expect(await pane(page, number).getAttribute('data-attempt')).toBe('1')
  expect(complaints).toEqual([])
})

/** The last minute of a pane, looked at again while the live picture goes on. */
import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { openPlatform } from '../../support/platform.ts'
import { until } from '../../support/until.ts'
import { closeSharedBrowser, openDesk } from '../support/desk.ts'
import { readPictures, untilPicture } from '../support/picture.ts'
import { onlineDevices, openDevice, pane } from '../support/tree.ts'

afterAll(closeSharedBrowser)

/** Of the pictures in the first pane: the live one, and the one over it. */
async function ages(page: Page): Promise<number[]> {
  return (await readPictures(page)).map(({ ageMs }) => ageMs)
}

it.each(['webrtc', 'bvrtc'] as const)(
  'what was shown by %s is shown again, from any moment of it',
  async (transport) => {
    const platform = await openPlatform({ devices: 60 })
    const { page, complaints } = await openDesk({ transport, at: platform })
    const [device, other] = onlineDevices(platform, 2)
    await openDevice(page, device!.id)
    const first = await untilPicture(page, 1, (reading) => reading.device === device!.number)
    await until(
      'some seconds of it',
      async () => {
        const [now] = await readPictures(page)
        return now && now.time - first.time > 4000
      },
      20_000,
    )

    await pane(page, 1).click({ position: { x: 60, y: 80 } })
    await page.keyboard.press('b')
    const bar = page.getByTestId('replay-bar')
    await bar.waitFor()
    // From as far back as there is, and it moves at the pace of the camera.
    const begun = await until('an old picture over the live one', async () => {
      const [live, again] = await ages(page)
      return live !== undefined && again !== undefined && live < 1500 && again > 2500 && again
    })
    expect(await pane(page, 1).getByTestId('pane-live').count()).toBe(0)
    await until('it to move on', async () => (await readPictures(page)).some(({ time }) => time - first.time > 1500))

    // It stands still: the picture gets older as time passes.
    await bar.getByTestId('replay-pause').click()
    await until('an older picture', async () => Math.max(...(await ages(page))) > begun + 1500)
    await bar.getByTestId('replay-position').fill('-2000')
    await until('the moment that was chosen', async () => {
      const again = Math.max(...(await ages(page)))
      return again > 1500 && again < 3500
    })
    const shown = Number(await bar.getAttribute('data-behind-ms'))
    expect(shown).toBeGreaterThan(1500)

    await page.getByTestId('replay-live').click()
    await bar.waitFor({ state: 'detached' })
    await pane(page, 1).getByTestId('pane-live').waitFor()

    // Another camera has nothing of the former.
    await pane(page, 1).hover()
    await pane(page, 1).getByTestId('pane-replay').click()
    await bar.waitFor()
    await pane(page, 1).click({ position: { x: 60, y: 40 } })
    await page.keyboard.press('Delete')
    await openDevice(page, other!.id)
    await untilPicture(page, 1, (reading) => reading.device === other!.number)
    expect(await bar.count()).toBe(0)
    expect(complaints).toEqual([])
  },
)

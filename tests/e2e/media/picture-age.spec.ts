/** How old a picture is, by the clock of its sender: the way to this desk is in it. */
import { afterAll, expect, it } from 'vitest'
import { openPlatform } from '../../support/platform.ts'
import { until } from '../../support/until.ts'
import { closeSharedBrowser, openDesk } from '../support/desk.ts'
import { untilPicture } from '../support/picture.ts'
import { onlineDevices, openDevice, pane, untilState } from '../support/tree.ts'

afterAll(closeSharedBrowser)

/** The platform's clock, and its media server's, which the client has to find out. */
const AHEAD_MS = 3_600_000

it.each(['webrtc', 'bvrtc'] as const)(
  'of pictures that are held back on their way grows in the pane, in words and colour, and agrees with the pixels (%s)',
  async (transport) => {
    const platform = await openPlatform({ devices: 60, now: () => Date.now() + AHEAD_MS })
    const { page, complaints } = await openDesk({ transport, at: platform })
    const [device] = onlineDevices(platform, 1)
    await openDevice(page, device!.id)
    await untilState(page, 1, 'playing')
    const age = pane(page, 1).getByTestId('pane-age')
    const live = pane(page, 1).getByTestId('pane-live')
    const title = async () => {
      await page.mouse.move(1, 1)
      await live.hover()
      return (await live.getAttribute('title')) ?? ''
    }
    await until('the sender’s clock', async () => /Live: \d{1,3} ms old by the sender’s clock/.test(await title()))
    await until('a live picture', async () => (await age.getAttribute('data-level')) === 'live')

    // In steps that are no freeze.
    for (const delayMs of [900, 1_800, 2_700]) {
      platform.control.impair({ device: device!.id, delayMs })
      await untilPicture(page, 1, ({ ageMs }) => ageMs >= delayMs)
    }
    const shownSeconds = async () => Number(/^([\d.]+) s$/.exec(await age.innerText())?.[1] ?? Number.NaN)
    await until('amber', async () => (await age.getAttribute('data-level')) === 'warn')
    await until('as the pixels tell', async () => {
      const picture = await untilPicture(page, 1)
      return Math.abs((await shownSeconds()) * 1000 - picture.ageMs) < 900
    })
    expect(await live.isVisible()).toBe(false)
    expect(await pane(page, 1).getAttribute('data-attempt')).toBe('1')
    expect(complaints).toEqual([])
  },
)

/** Pictures on a way that loses packets, and without their server for a while: what is shown is a picture of now, or says otherwise. */
import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { openPlatform } from '../../support/platform.ts'
import { until } from '../../support/until.ts'
import { closeSharedBrowser, openDesk } from '../support/desk.ts'
import { readPictures, untilPicture } from '../support/picture.ts'
import { onlineDevices, openDevice, pane } from '../support/tree.ts'

afterAll(closeSharedBrowser)

/** A picture that stands is noticed after 1.5 s, by a look each 250 ms; one more for the look of the test. */
const MOST_UNSAID_MS = 2_500

/** What the first pane says of itself: that its picture is live, or anything else. */
const says = (page: Page): Promise<string> =>
  pane(page, 1).evaluate((element) => {
    const level = element.querySelector('[data-testid=pane-age]')?.getAttribute('data-level')
    return `${element.getAttribute('data-state')} ${level}`
  })

/** Looks at it for so long. What it calls live has to be readable (its code has a check sum) and fresh. */
async function looksHonest(page: Page, forMs: number): Promise<void> {
  const end = performance.now() + forMs
  let unreadable = 0
  await until(
    'a while of honest pictures',
    async () => {
      const before = await says(page)
      const [picture] = await readPictures(page)
      const isLive = before === 'playing live' && (await says(page)) === before
      // A look may fall between two pictures of the element; twice in a row it is none.
      unreadable = isLive && !picture ? unreadable + 1 : 0
      expect(unreadable).toBeLessThan(3)
      if (isLive && picture) expect(picture.ageMs).toBeLessThan(MOST_UNSAID_MS)
      return performance.now() > end
    },
    forMs + 20_000,
  )
}

/** After some failures in a row the next try may be half a minute away. */
async function playsAgain(page: Page): Promise<void> {
  const isFresh = async () => (await readPictures(page)).some(({ ageMs }) => ageMs < 1_000)
  await until('it plays again', async () => (await says(page)) === 'playing live' && (await isFresh()), 60_000)
}

it.each(['webrtc', 'bvrtc'] as const)(
  'are back at once after a freeze, and go on through losses or say that they do not, and without their server (%s)',
  async (transport) => {
    const platform = await openPlatform({ devices: 60 })
    const { page, complaints } = await openDesk({ transport, at: platform })
    const [device] = onlineDevices(platform, 1)
    await openDevice(page, device!.id)
    await untilPicture(page, 1)
    platform.control.freeze({ device: device!.id })
    await until('noticed', async () => (await pane(page, 1).getAttribute('data-state')) !== 'playing')
    platform.control.thaw({ device: device!.id })
    const thawedAt = performance.now()
    await untilPicture(page, 1, ({ ageMs }) => ageMs < 1_000)
    // The requirement itself.
    expect(performance.now() - thawedAt).toBeLessThan(3_000)

    // The last one: a fifth of all packets, ten in a row. None of them is sent again.
    for (const losses of [{ loss: 0.01 }, { loss: 0.05 }, { loss: 0.025, burst: 10 }]) {
      platform.control.impair({ device: device!.id, resends: false, ...losses })
      await looksHonest(page, 2_000)
    }
    platform.control.impair({ device: device!.id })
    await playsAgain(page)

    // The way of WebRTC is another one than that of calls: it would play on.
    if (transport === 'webrtc') return expect(complaints).toEqual([])
    await platform.control.listen({ up: false })
    await until('said', async () => !(await says(page)).startsWith('playing'))
    await platform.control.listen({ up: true })
    await playsAgain(page)
    expect(complaints.filter((text) => !/websocket|Failed to load|net::/i.test(text))).toEqual([])
  },
)

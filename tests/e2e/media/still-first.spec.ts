/** What a pane shows before its first picture: the last one of its camera, if this window knows one, and from when it is. */
import { afterAll, expect, it } from 'vitest'
import { openPlatform } from '../../support/platform.ts'
import { until } from '../../support/until.ts'
import { closeSharedBrowser, openDesk } from '../support/desk.ts'
import { untilPicture } from '../support/picture.ts'
import { find, onlineDevices, openDevice, pane, untilState } from '../support/tree.ts'

afterAll(closeSharedBrowser)

it('is greyed, with its moment and its age, until the live picture is there; of a camera that was not shown there is none', async () => {
  const platform = await openPlatform({ devices: 60 })
  const { page, complaints } = await openDesk({ at: platform })
  const [known, other] = onlineDevices(platform, 2)
  await openDevice(page, known!.id)
  await untilPicture(page, 1)
  await page.getByTestId('clear-all').click()
  await until('an empty wall', async () => (await pane(page, 1).getAttribute('data-puid')) === null)

  platform.control.delay({ operation: 'dialog.openDeviceWebrtc', ms: 4_000, times: 2 })
  await openDevice(page, known!.id)
  await openDevice(page, other!.id)
  const words = (number: number) => pane(page, number).getByTestId('pane-words').innerText()
  const still = (number: number) => pane(page, number).locator('.pane-screen canvas:not([hidden])')
  await still(1).waitFor()
  expect(await words(1)).toMatch(/Opening…\s*Picture from \d\d:\d\d:\d\d/)
  await until('its age', async () => /^\d\.\d s$/.test(await pane(page, 1).getByTestId('pane-age').innerText()))
  expect(await pane(page, 1).getByTestId('pane-live').count()).toBe(0)
  // It is a picture and not a black canvas.
  const colours = await still(1).evaluate((canvas: HTMLCanvasElement) => {
    const { data = [] } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {}
    return new Set(Array.from(data, (value) => value >> 4)).size
  })
  expect(colours).toBeGreaterThan(8)
  expect(await words(2)).not.toContain('Picture from')
  expect(await still(2).count()).toBe(0)

  await untilPicture(page, 1, ({ device }) => device === known!.number)
  await untilState(page, 1, 'playing')
  expect(await still(1).count()).toBe(0)

  // What another pane shows now is newer than anything kept.
  platform.control.delay({ operation: 'dialog.openDeviceWebrtc', ms: 3_000, times: 1 })
  await (await find(page, known!.id)).dragTo(pane(page, 5))
  await still(5).waitFor()
  expect(complaints).toEqual([])
})

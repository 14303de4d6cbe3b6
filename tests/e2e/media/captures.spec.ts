/** Pictures and recordings that an operator keeps from a pane. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { decodePictureCode } from '../../simulator/picture-code.ts'
import { tracksOf } from '../../support/movie-tracks.ts'
import { openPlatform } from '../../support/platform.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { until } from '../../support/until.ts'
import { closeSharedBrowser, openDesk } from '../support/desk.ts'
import { untilPicture } from '../support/picture.ts'
import { onlineDevices, openDevice, pane, untilState } from '../support/tree.ts'

afterAll(closeSharedBrowser)

/** The code of the picture in a PNG, decoded by the browser, and its size. Runs with the simulator's own decoder. */
async function readPng(page: Page, file: string) {
  const given = readFileSync(file).toString('base64')
  return await page.evaluate<{ code: ReturnType<typeof decodePictureCode>; width: number; height: number }>(
    `(async () => {
      const bytes = Uint8Array.from(atob(${JSON.stringify(given)}), (letter) => letter.charCodeAt(0))
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
      const context = canvas.getContext('2d')
      context.drawImage(bitmap, 0, 0)
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
      const decode = ${String(decodePictureCode)}
      const code = decode((x, y) => data[(y * bitmap.width + x) * 4 + 1] ?? 0, bitmap.width)
      return { code, width: bitmap.width, height: bitmap.height }
    })()`,
  )
}

it('a picture is kept whole with its caption and copied; a recording runs, is shown everywhere, survives the page and plays', async () => {
  const platform = await openPlatform({ devices: 60 })
  const downloads = tempFolder()
  const folder = path.join(downloads, 'Watchpost')
  const { page, context, complaints } = await openDesk({ serve: ['--downloads', downloads], at: platform })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const [device] = onlineDevices(platform, 1)
  await openDevice(page, device!.id)
  await untilPicture(page, 1, (reading) => reading.device === device!.number)

  // A picture, by key.
  await pane(page, 1).click({ position: { x: 60, y: 80 } })
  await page.keyboard.press('s')
  await page.getByText(/^Kept and copied: .+\.png$/).waitFor()
  const [picture, ...others] = readdirSync(path.join(folder, 'Pictures'))
  expect(others).toEqual([])
  expect(picture).toMatch(/^.+ · Front \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.\d{3}\.png$/)
  const png = await readPng(page, path.join(folder, 'Pictures', picture!))
  expect(png.code?.device).toBe(device!.number)
  // Under the picture of 640 × 400 the strip that says what it is.
  expect([png.width, png.height]).toEqual([640, 400 + 29])
  const kinds = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types))
  expect(kinds).toEqual(['image/png'])

  // A recording, by button.
  await pane(page, 1).hover()
  await pane(page, 1).getByTestId('pane-record').click()
  const mark = pane(page, 1).getByTestId('recording-mark')
  await until('some seconds of it', async () => /^0:0[2-9]$/.test(await mark.innerText()), 20_000)
  expect(await page.getByTestId('captures-text').innerText()).toBe('1 recording')

  // Others keep it too, each as far as it says so.
  await pane(page, 1).locator('.picture').click({ button: 'right' })
  await page.getByTestId('menu-remotePicture').click()
  await page.getByText(/^The platform keeps: .+\.jpe?g$/).waitFor()
  await pane(page, 1).locator('.picture').click({ button: 'right' })
  await page.getByTestId('menu-start-platform').hover()
  await page.getByTestId('menu-start-platform-hour').click()
  const remote = pane(page, 1).getByTestId('remote-mark')
  await remote.and(page.locator('[data-keeper=platform]')).waitFor()
  expect(await remote.getAttribute('title')).toMatch(
    /^Recorded on the platform until \d\d:\d\d:\d\d, started from here$/,
  )

  // The page goes and comes back: the recording went on.
  await page.reload()
  await page.getByTestId('shell').waitFor()
  await untilState(page, 1, 'playing')
  await until('more of it', async () => /^0:0[4-9]$/.test(await mark.innerText()), 20_000)
  await page.getByTestId('captures-button').click()
  await until('one on the platform', async () => (await remote.count()) === 1)
  const row = page.getByTestId('capture').and(page.locator('[data-kind=recording]'))
  await row.and(page.locator('[data-state=recording]')).getByTestId('capture-stop').click()
  await row.and(page.locator('[data-state=done]')).waitFor()
  expect(await mark.count()).toBe(0)
  const files = readdirSync(path.join(folder, 'Recordings'))
  expect(files).toHaveLength(1)
  const { video } = await tracksOf(path.join(folder, 'Recordings', files[0]!))
  expect(video.times.at(-1)).toBeGreaterThan(3.5)
  await until('one dialog', () => platform.seen().dialogs.length === 1)
  await page.keyboard.press('Escape')

  await pane(page, 1).locator('.picture').click({ button: 'right' })
  await page.getByTestId('menu-stop-platform').click()
  await remote.waitFor({ state: 'detached' })

  // How the picture is turned and fitted stays with the camera.
  await pane(page, 1).click({ position: { x: 60, y: 80 } })
  await page.keyboard.press('o')
  await page.keyboard.press('c')
  const host = pane(page, 1).locator('.host')
  expect(await host.getAttribute('data-turns')).toBe('1')
  expect(
    await pane(page, 1)
      .locator('video')
      .evaluate((video) => getComputedStyle(video).objectFit),
  ).toBe('cover')
  const [inPane, turned] = [await pane(page, 1).locator('.picture').boundingBox(), await host.boundingBox()]
  for (const side of ['x', 'y', 'width', 'height'] as const) {
    expect(Math.abs(inPane![side] - turned![side])).toBeLessThan(1)
  }
  await page.reload()
  await untilState(page, 1, 'playing')
  expect(await host.getAttribute('data-turns')).toBe('1')
  expect(complaints).toEqual([])
})

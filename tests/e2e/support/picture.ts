import type { Page } from 'playwright-core'
import { decodePictureCode, pictureAgeMs, type PictureCode } from '../../simulator/picture-code.ts'
import { until } from '../../support/until.ts'

export interface PaneReading extends PictureCode {
  readonly pane: number
  /** Between the sending of this picture and its reading. */
  readonly ageMs: number
}

type Found = { pane: number; code: PictureCode; now: number }[]

/** Runs inside the page: refers to nothing outside itself. */
function readAll(decode: typeof decodePictureCode): Found {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const found: Found = []
  for (const video of document.querySelectorAll<HTMLVideoElement>('[data-testid^="pane-"] video')) {
    const name = video.closest('[data-testid^="pane-"][data-state]')?.getAttribute('data-testid')
    const pane = Number(name?.replace('pane-', ''))
    if (!context || !Number.isInteger(pane) || video.videoWidth === 0) continue
    const width = video.videoWidth
    const height = Math.ceil(width / 20)
    canvas.width = width
    canvas.height = height
    context.drawImage(video, 0, 0, width, height, 0, 0, width, height)
    const { data } = context.getImageData(0, 0, width, height)
    const code = decode((x, y) => data[(y * width + x) * 4 + 1] ?? 0, width)
    if (code) found.push({ pane, code, now: Date.now() })
  }
  return found
}

/** Reads the code of every pane's picture from its pixels. Panes without a readable picture are left out. */
export async function readPictures(page: Page): Promise<PaneReading[]> {
  // The decoder is the simulator's own, handed over as text: the page's policy forbids it to make code of strings itself.
  const raw = await page.evaluate<Found>(`(${String(readAll)})(${String(decodePictureCode)})`)
  return raw.map(({ pane, code, now }) => ({ pane, ...code, ageMs: pictureAgeMs(code, now) }))
}

/** Waits until pane `pane` shows a picture newer than `afterFrame`, of whatever device. */
export async function untilPicture(page: Page, pane: number, accept: (reading: PaneReading) => boolean = () => true) {
  return await until(
    `a picture in pane ${pane}`,
    async () => (await readPictures(page)).find((reading) => reading.pane === pane && accept(reading)),
    20_000,
  )
}

import type { Page } from 'playwright-core'
import {
  decodePictureCode,
  decodePictureView,
  pictureAgeMs,
  type PictureCode,
  type PictureView,
} from '../../simulator/picture-code.ts'
import { until } from '../../support/until.ts'

export interface PaneReading extends PictureCode {
  readonly pane: number
  /** Between the sending of this picture and its reading. */
  readonly ageMs: number
  /** Where the camera looks, if it is one that turns. */
  readonly view: PictureView | undefined
}

type Found = { pane: number; code: PictureCode; view: PictureView | undefined; now: number }[]

/** Runs inside the page: refers to nothing outside itself. */
function readAll(decode: typeof decodePictureCode, decodeView: typeof decodePictureView): Found {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const found: Found = []
  for (const video of document.querySelectorAll<HTMLVideoElement>('[data-testid^="pane-"] video')) {
    const name = video.closest('[data-testid^="pane-"][data-state]')?.getAttribute('data-testid')
    const pane = Number(name?.replace('pane-', ''))
    if (!context || !Number.isInteger(pane) || video.videoWidth === 0) continue
    const width = video.videoWidth
    const height = Math.ceil((width * 3) / 40)
    canvas.width = width
    canvas.height = height
    context.drawImage(video, 0, 0, width, height, 0, 0, width, height)
    const { data } = context.getImageData(0, 0, width, height)
    const lumaAt = (x: number, y: number) => data[(y * width + x) * 4 + 1] ?? 0
    const code = decode(lumaAt, width)
    if (code) found.push({ pane, code, view: decodeView(lumaAt, width), now: Date.now() })
  }
  return found
}

/** Reads the code of every pane's picture from its pixels. Panes without a readable picture are left out. */
export async function readPictures(page: Page): Promise<PaneReading[]> {
  // The decoder is the simulator's own, handed over as text: the page's policy forbids it to make code of strings itself.
  const raw = await page.evaluate<Found>(
    `(${String(readAll)})(${String(decodePictureCode)}, ${String(decodePictureView)})`,
  )
  return raw.map(({ pane, code, view, now }) => ({ pane, ...code, view, ageMs: pictureAgeMs(code, now) }))
}

/** Waits until pane `pane` shows a picture newer than `afterFrame`, of whatever device. */
export async function untilPicture(page: Page, pane: number, accept: (reading: PaneReading) => boolean = () => true) {
  return await until(
    `a picture in pane ${pane}`,
    async () => (await readPictures(page)).find((reading) => reading.pane === pane && accept(reading)),
    20_000,
  )
}

/** What the platform vendor's own player plays from the simulator shows that the simulator speaks the platform's language. */
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { decodePictureCode, type PictureCode } from '../../simulator/picture-code.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { until } from '../../support/until.ts'
import { lendVendorPackage } from '../../support/vendor-package.ts'
import { tokenOf } from '../../unit/simulator/desk.ts'
import { openBrowser } from './browser.ts'
import { writeTone } from './wav.ts'

const BODY = '<style>#player { width: 640px; height: 384px }</style><div id="player"></div>'

/** A browser whose microphone hears a tone. */
export function openTalkingBrowser(frequencyHz: number): Promise<Browser> {
  const sound = writeTone(path.join(tempFolder(), 'tone.wav'), frequencyHz)
  return openBrowser([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${sound}`,
  ])
}

export interface VendorPage {
  readonly page: Page
  readonly token: string
  /** Makes one of the package's components, opens it, and keeps its instance as `window.instance`. */
  open(component: Component, properties: object, protocol?: string): Promise<void>
}

/** An empty page that has the package as `window.vendor`, at the address of the platform: it needs to be of the same origin. */
export async function openVendorPage(browser: Browser, platform: Simulator): Promise<VendorPage> {
  const token = await tokenOf(platform)
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await lendVendorPackage(context, page, platform.url, BODY)
  return {
    page,
    token,
    open: (component, properties, protocol) =>
      page.evaluate(
        ([name, given, way]) => {
          const { vendor } = window as unknown as { vendor: Package }
          const { instance } = vendor[name]({ container: document.getElementById('player'), ...given })
          Object.assign(window, { instance })
          // Some never settle: what is opened is seen by what it shows.
          void instance.open(...(way === undefined ? [] : [way]))
        },
        [component, { token, ...properties }, protocol] as const,
      ),
  }
}

type Component = 'PuPlayer' | 'Intercom' | 'PlayBack'
type Package = Record<Component, (properties: object) => { instance: { open(...given: unknown[]): Promise<void> } }>

/** Runs in the page. */
function readPicture(decode: typeof decodePictureCode): PictureCode | undefined {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  for (const picture of document.querySelectorAll<HTMLVideoElement | HTMLCanvasElement>(
    '#player video, #player canvas',
  )) {
    const width = 'videoWidth' in picture ? picture.videoWidth : picture.width
    if (!context || width === 0) continue
    const height = Math.ceil(width / 20)
    canvas.width = width
    canvas.height = height
    context.drawImage(picture, 0, 0, width, height, 0, 0, width, height)
    const { data } = context.getImageData(0, 0, width, height)
    const code = decode((x, y) => data[(y * width + x) * 4 + 1] ?? 0, width)
    if (code) return code
  }
  return undefined
}

/** Waits until the player shows a picture that is accepted, and reads its code from the pixels. */
export async function untilShown(
  page: Page,
  what: string,
  accept: (code: PictureCode) => boolean,
  limitMs = 30_000,
): Promise<PictureCode> {
  const read = `(${String(readPicture)})(${String(decodePictureCode)})`
  return await until(
    what,
    async () => {
      const code = await page.evaluate<PictureCode | undefined>(read)
      return code && accept(code) && code
    },
    limitMs,
  )
}

/** A controller at the page's machine: the browser's own interface, played by hand. */
import type { Page } from 'playwright-core'
import { until } from '../../support/until.ts'

/** Axes −1 to 1 and the buttons that are pressed; the rest is at rest. */
export interface PadHeld {
  readonly axes?: readonly number[]
  readonly down?: readonly number[]
}

export interface FakePad {
  /** Puts it there or changes how it is held; told like a cable that was plugged in. */
  hold(state: PadHeld): Promise<void>
  /** Holds it until the page has looked at it. */
  show(state: PadHeld): Promise<void>
  unplug(): Promise<void>
}

type Pads = { pads: (object | null)[]; looks: number }

/** Before the page is loaded, or loaded again. */
export async function installPad(page: Page, id: string): Promise<FakePad> {
  await page.addInitScript(() => {
    const held = window as unknown as Pads
    held.pads = [null, null, null, null]
    held.looks = 0
    navigator.getGamepads = () => {
      held.looks += 1
      return held.pads as (Gamepad | null)[]
    }
  })
  const put = (pad: object | null) =>
    page.evaluate((next) => {
      const { pads } = window as unknown as Pads
      const was = pads[0]
      pads[0] = next
      if (Boolean(was) !== Boolean(next))
        window.dispatchEvent(new Event(next ? 'gamepadconnected' : 'gamepaddisconnected'))
    }, pad)
  const hold: FakePad['hold'] = ({ axes = [], down = [] }) =>
    put({
      id,
      index: 0,
      connected: true,
      mapping: 'standard',
      // As of a stick that is held still for long: it does not change.
      timestamp: 1,
      axes: [0, 0, 0, 0].map((zero, at) => axes[at] ?? zero),
      buttons: Array.from({ length: 16 }, (_, at) => {
        const pressed = down.includes(at)
        return { pressed, touched: pressed, value: pressed ? 1 : 0 }
      }),
    })
  const looks = () => page.evaluate(() => (window as unknown as Pads).looks)
  return {
    hold,
    async show(state) {
      await hold(state)
      const before = await looks()
      await until('looked at', async () => (await looks()) > before + 1)
    },
    unplug: () => put(null),
  }
}

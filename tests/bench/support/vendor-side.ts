/** The platform vendor's own player beside ours: as many of its panes, of the same channels, on a page of a browser of its own. */
import { lendVendorPackage } from '../../support/vendor-package.ts'
import type { BenchContext } from './bench.ts'
import { openPage } from './client.ts'
import type { PlayingPage } from './play-window.ts'
import type { PlatformSession } from './platform-session.ts'
import type { SimulatorProcess } from './simulator-process.ts'
import { browserOf, MOST_MS, placesOf, PROBES, type WatchedChannel, type Way } from './wall-side.ts'

export interface VendorSide extends PlayingPage {
  /** All at once. @returns ms from the beginning to each first picture; throws when not all show one */
  open(channels: readonly WatchedChannel[], way: Way): Promise<number[]>
  clear(): Promise<void>
}

interface Instance {
  open(): Promise<void>
  close(): Promise<void>
}

interface VendorWindow {
  vendor: { PuPlayer(properties: object): { instance: Instance } }
  instances: Instance[]
}

export async function vendorSide(
  context: BenchContext,
  simulator: SimulatorProcess,
  platform: PlatformSession,
): Promise<VendorSide> {
  const browser = await browserOf(context)
  const page = await openPage(context.owned, browser, { probes: PROBES })
  await lendVendorPackage(
    page.context(),
    page,
    simulator.url,
    '<body style="margin:0;background:#000"><div id="wall"></div>',
  )
  return {
    page,
    browser,
    corePids: [],
    async open(channels, way) {
      const first = page.evaluate(({ count, mostMs }) => window.wallProbe.firstPictures('#wall', count, mostMs), {
        count: channels.length,
        mostMs: MOST_MS,
      })
      await page.evaluate(openAll, {
        wanted: placesOf(channels),
        token: platform.token,
        type: way === 'webrtc' ? 'webrtc' : 'ws-bvrtc',
      })
      const times = await first
      if (times.length < channels.length)
        throw new Error(`${times.length} of ${channels.length} panes of the vendor's player show a picture by ${way}`)
      return times
    },
    async clear() {
      await page.evaluate(async () => {
        const own = window as unknown as VendorWindow
        await Promise.allSettled(own.instances.splice(0).map((instance) => instance.close()))
        document.querySelector('#wall')?.replaceChildren()
      })
    },
  }
}

type Wanted = ReturnType<typeof placesOf>

/** Runs in the page. Its fastest setting, and no sound: what it is compared with has none either. */
function openAll({ wanted, token, type }: { wanted: Wanted; token: string; type: string }): void {
  const own = window as unknown as VendorWindow
  own.instances ??= []
  // What the probe counts from.
  document.body.click()
  for (const { puid, index, place } of wanted) {
    const container = document.createElement('div')
    const { x, y, width, height } = place
    container.style.cssText = `position:fixed;left:${x}px;top:${y}px;width:${width}px;height:${height}px`
    document.querySelector('#wall')?.append(container)
    const { instance } = own.vendor.PuPlayer({
      ...{ container, token, type, muted: true, puOption: { id: puid, index } },
      bvrtcConfig: { realTimeLevel: 10 },
    })
    own.instances.push(instance)
    // Some never settle: what is opened is seen by what it shows.
    instance.open().catch(() => undefined)
  }
}

/**
 * What walls of 1 to 64 pictures cost and how well they are shown, by WebRTC and by the platform's websocket media, beside as
 * many bare WebRTC videos of the same channels on an empty page in a browser of its own, and beside the vendor's own player.
 */
import type { Reporter } from './report.ts'
import { median } from './statistics.ts'
import type { Bench, BenchContext } from './support/bench.ts'
import {
  heapMegabytes,
  measurePlaying,
  sentFps,
  sum,
  wallAges,
  type Played,
  type PlayingPage,
} from './support/play-window.ts'
import { signInBare } from './support/platform-session.ts'
import { startSimulatorProcess } from './support/simulator-process.ts'
import { vendorSide, type VendorSide } from './support/vendor-side.ts'
import { bareSide, clientSide, WAYS, type ClientSide, type WatchedChannel, type Way } from './support/wall-side.ts'

const SIZES: readonly number[] = [1, 4, 9, 16, 36, 64]
/** Of the vendor's player; each of its panes brings a decoder of its own, in three megabytes. */
const VENDOR_SIZES: readonly number[] = [9, 16, 36]
const DEVICES = 240
const SECONDS = 5
const AGES_OF_EACH = 5
/** A picture that stands still has no further age. */
const AGES_MS = 3000

interface Seen {
  readonly firstMs: readonly number[]
  readonly played: Played
  /** Frames a second, of all. */
  readonly sent: number
  readonly agesMs: readonly number[]
  readonly heap: number
}

async function look(side: PlayingPage, firstMs: readonly number[]): Promise<Seen> {
  const { sent, result } = await sentFps(side.page, () => measurePlaying(side, SECONDS))
  const agesMs = await wallAges(side.page, AGES_OF_EACH, AGES_MS)
  return { firstMs, played: result, sent: sum(sent), agesMs, heap: await heapMegabytes(side.page) }
}

/** Also what was never decoded, because the machine was short of time. */
function notShown({ sent, played }: Seen): number {
  return Math.max(0, 1 - sum(played.fps) / sent) * 100
}

function reportSeen(report: Reporter, name: string, own: Seen, bare: Seen): void {
  report.samples(`${name} first picture`, 'ms', own.firstMs, bare.firstMs)
  report.value(`${name} median fps`, 'fps', median(own.played.fps), median(bare.played.fps))
  report.value(`${name} slowest pane`, 'fps', Math.min(...own.played.fps), Math.min(...bare.played.fps))
  report.value(`${name} sent and not shown`, '%', notShown(own), notShown(bare))
  report.value(`${name} dropped by the browser`, 'frames', own.played.dropped, bare.played.dropped)
  report.value(`${name} stopped meanwhile`, 'panes', own.played.stopped, bare.played.stopped)
  report.samples(`${name} age`, 'ms', own.agesMs, bare.agesMs)
  report.value(`${name} cpu page`, '% of a core', own.played.pageCpu, bare.played.pageCpu)
  report.value(`${name} cpu core`, '% of a core', own.played.coreCpu)
  report.value(`${name} cpu rest of the browser`, '% of a core', own.played.browserCpu, bare.played.browserCpu)
  report.value(`${name} heap`, 'MB', own.heap, bare.heap)
}

function reportVendor(report: Reporter, name: string, own: Seen, vendor: Seen): void {
  const cpu = ({ played }: Seen): number => played.pageCpu + played.coreCpu + played.browserCpu
  report.samples(`${name} first picture, to the vendor's player`, 'ms', own.firstMs, vendor.firstMs)
  report.value(
    `${name} last picture, to the vendor's player`,
    'ms',
    Math.max(...own.firstMs),
    Math.max(...vendor.firstMs),
  )
  report.value(`${name} median fps, to the vendor's player`, 'fps', median(own.played.fps), median(vendor.played.fps))
  report.value(`${name} cpu page and core, to the vendor's player`, '% of a core', ofPage(own), ofPage(vendor))
  report.value(`${name} cpu of all processes, to the vendor's player`, '% of a core', cpu(own), cpu(vendor))
  if (own.agesMs.length > 0 && vendor.agesMs.length > 0)
    report.samples(`${name} age, to the vendor's player`, 'ms', own.agesMs, vendor.agesMs)
}

/** What of ours is in the core, of the vendor's is in its page. */
const ofPage = ({ played }: Seen): number => played.pageCpu + played.coreCpu

/** Only a WebRTC connection counts them. */
function reportConnections(report: Reporter, name: string, own: Played, bare: Played): void {
  report.value(`${name} freezes`, 'freezes', own.freezes, bare.freezes)
  report.value(`${name} packets lost`, 'packets', own.packetsLost, bare.packetsLost)
}

/** Throws for sizes and ways that there are not. */
function chosen({ options }: BenchContext): { sizes: readonly number[]; ways: readonly Way[] } {
  const sizes = options.sizes?.split(',').map(Number) ?? SIZES
  const strange = sizes.find((size) => !SIZES.includes(size))
  if (strange !== undefined) throw new Error(`--sizes: ${options.sizes}; there are ${SIZES.join(', ')}`)
  const names = options.ways?.split(',') ?? WAYS
  const ways = WAYS.filter((way) => names.includes(way))
  if (ways.length < names.length) throw new Error(`--ways: ${options.ways}; there are ${WAYS.join(', ')}`)
  return { sizes, ways }
}

/** What it cannot play, it is not compared with. */
async function besideVendor(
  report: Reporter,
  vendor: VendorSide,
  name: string,
  own: Seen,
  wanted: { channels: readonly WatchedChannel[]; way: Way },
): Promise<void> {
  try {
    reportVendor(report, name, own, await look(vendor, await vendor.open(wanted.channels, wanted.way)))
  } catch (error) {
    report.remark(`${name}: ${error instanceof Error ? error.message : String(error)}`)
  } finally {
    await vendor.clear()
  }
}

export const wall: Bench = async (context) => {
  const { owned, report } = context
  const { sizes, ways } = chosen(context)
  const simulator = await startSimulatorProcess(owned, DEVICES)
  const platform = await signInBare(simulator)
  const bare = await bareSide(context, platform)
  const vendor = await vendorSide(context, simulator, platform)
  const sides: [Way, ClientSide][] = []
  for (const way of ways) sides.push([way, await clientSide(context, simulator, way)])
  for (const [way, side] of sides) {
    const idle = await measurePlaying(side, SECONDS)
    report.value(`${way} 0 cpu page`, '% of a core', idle.pageCpu)
    report.value(`${way} 0 cpu core`, '% of a core', idle.coreCpu)
    report.value(`${way} 0 cpu rest of the browser`, '% of a core', idle.browserCpu)
    report.value(`${way} 0 heap`, 'MB', await heapMegabytes(side.page), await heapMegabytes(bare.page))
  }
  for (const size of sizes) {
    let base: Seen | undefined
    for (const [way, side] of sides) {
      const own = await look(side, await side.fill(size))
      const channels = await side.channels()
      await side.clear()
      if (!base) {
        base = await look(bare, await bare.open(channels))
        await bare.clear()
      }
      reportSeen(report, `${way} ${size}`, own, base)
      if (VENDOR_SIZES.includes(size)) await besideVendor(report, vendor, `${way} ${size}`, own, { channels, way })
      if (way === 'webrtc') reportConnections(report, `${way} ${size}`, own.played, base.played)
    }
  }
}

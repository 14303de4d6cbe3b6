/** A desk at a camera that turns. */
import type { PowerEvent } from '../../electron/core/host.ts'
import type { Timings } from '../../electron/core/platform/timings.ts'
import { Emitter } from '../../shared/emitter.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { openDesk, record } from './desk.ts'
import { openPlatform } from './platform.ts'

export const LEFT = { operate: 'left', hSpeed: 40, vSpeed: 40 } as const

/** Fast enough for a test, slow enough for a hand that holds on in it. */
const HELD = 20_000
const QUICK: Partial<Timings> = { ptzSilenceMs: HELD, ptzMostMs: HELD, ptzStopFirstMs: 20, ptzStopMostMs: 50 }

export async function atCamera(timings: Partial<Timings> = {}, username = 'admin', password = '123456') {
  const platform = await openPlatform()
  const power = new Emitter<PowerEvent>()
  const desk = await openDesk({ timings: { ...QUICK, ...timings }, host: { onPower: (hear) => power.on(hear) } })
  await desk.signIn(await desk.site(platform.url), username, password)
  const device = platform
    .fleet()
    .devices.find(({ online, channels }) => online && channels.some(({ ptz }) => ptz >= 0))!
  const index = device.channels.find(({ ptz }) => ptz >= 0)!.ptz
  const camera = { puid: device.id, index }
  const told = record(desk.client, 'ptz.movesChanged')
  return {
    platform,
    desk,
    client: desk.client,
    camera,
    power,
    told,
    look: () => platform.control.ptz({ device: camera.puid, index }),
    orders: () => ordersOf(platform),
  }
}

/** What the platform was told, in the order of its answers: operation or `stop`, and what it said. */
function ordersOf(platform: Simulator) {
  return platform.control.seen({ operation: 'ptz.control' }).requests.map(({ body, code }) => {
    const { operate, stop } = body as { operate: string; stop: boolean }
    return { order: stop ? 'stop' : operate, code }
  })
}

/** The positioning module. Documentation: "Get device GPS configuration", "Set device GPS configuration". */
import type { BodyOf, DataOf } from '../../../shared/platform/define.ts'
import type { operations } from '../../../shared/platform/index.ts'
import type { Device } from '../fleet/build.ts'
import { supportedSignals } from '../fleet/positioning.ts'
import type { World } from '../world.ts'
import { need, needFeature } from './check.ts'

const LONGEST_INTERVAL_S = 86_400

function needModule(device: Device): void {
  needFeature(device.kind.hardware.GPS > 0, 'the device has no GPS')
}

/** Throws `Refusal`. */
export function positioningOf(device: Device): DataOf<typeof operations.deviceSystem.positioning> {
  needModule(device)
  const { signals, offSince, intervalS, distanceM } = device.positioning
  return {
    name: device.hash % 2 === 0 ? 'UM220-IV' : 'NEO-M9N',
    supportSignal: [...supportedSignals(device)],
    setupSignal: [...signals],
    enable: offSince === undefined,
    reportInterval: intervalS,
    reportDistance: distanceM,
  }
}

/** What is left out stays. Throws `Refusal`. */
export function setPositioning(
  world: World,
  device: Device,
  change: BodyOf<typeof operations.deviceSystem.setPositioning>,
): void {
  needModule(device)
  const { positioning } = device
  const { setupSignal = positioning.signals, enable, reportInterval, reportDistance } = change
  const supported = supportedSignals(device)
  need(setupSignal.length > 0, 'setupSignal: none is left')
  for (const signal of setupSignal) need(supported.includes(signal), `setupSignal: the module does not know ${signal}`)
  need((reportInterval ?? 0) <= LONGEST_INTERVAL_S, `reportInterval: at most ${LONGEST_INTERVAL_S} s`)
  positioning.signals = [...new Set(setupSignal)]
  positioning.intervalS = reportInterval ?? positioning.intervalS
  positioning.distanceM = reportDistance ?? positioning.distanceM
  if (enable === true) positioning.offSince = undefined
  else if (enable === false) positioning.offSince ??= world.now()
}

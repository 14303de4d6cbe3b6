/** Documentation: chapter "Device management", the device itself, its modules and its sensors. */
import { operations } from '../../../shared/platform/index.ts'
import { setBatteryAlarm } from '../configuration/battery.ts'
import { commonOf, setCommon } from '../configuration/common.ts'
import { lawEnforcementOf, setLawEnforcement } from '../configuration/law-enforcement.ts'
import { positioningOf, setPositioning } from '../configuration/positioning.ts'
import { readingsOf, setLimits } from '../configuration/sensors.ts'
import type { Device } from '../fleet/build.ts'
import { ok, type Answer } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import { warnOfBattery } from '../upkeep/battery-watch.ts'
import { restartDevice, startUpgrade, upgradeStatusOf } from '../upkeep/firmware.ts'
import { throwOut } from '../upkeep/restart.ts'
import type { World } from '../world.ts'
import { askDevice, type CallAtDevice } from './ask-device.ts'

const { deviceSystem } = operations

export function deviceSystemHandlers(world: World): HandlerEntry[] {
  const reads =
    <D>(documentOf: (device: Device) => D) =>
    (call: CallAtDevice): Answer<D> =>
      askDevice(world, call, (device) => ok(documentOf(device)))
  const does =
    <B>(run: (device: Device, body: B) => void) =>
    (call: CallAtDevice & { readonly body: B }): Answer<Record<never, never>> =>
      askDevice(world, call, (device) => {
        run(device, call.body)
        return ok({})
      })
  return [
    handler(
      deviceSystem.config,
      reads((device) => commonOf(world, device)),
    ),
    handler(
      deviceSystem.setConfig,
      does((device, { jsonConfig }) => setCommon(world, device, jsonConfig)),
    ),
    handler(
      deviceSystem.reboot,
      does((device) => restartDevice(world, device)),
    ),
    handler(
      deviceSystem.kickOut,
      does((device) => throwOut(world, device)),
    ),
    handler(
      deviceSystem.setBattery,
      does((device, alarm) => {
        setBatteryAlarm(world, device, alarm)
        warnOfBattery(world, device)
      }),
    ),
    handler(deviceSystem.positioning, reads(positioningOf)),
    handler(
      deviceSystem.setPositioning,
      does((device, change) => setPositioning(world, device, change)),
    ),
    handler(
      deviceSystem.upgradeStatus,
      reads((device) => upgradeStatusOf(world, device)),
    ),
    handler(
      deviceSystem.upgrade,
      does((device, order) => startUpgrade(world, device, order)),
    ),
    handler(
      deviceSystem.lawEnforcement,
      reads((device) => lawEnforcementOf(world, device)),
    ),
    handler(
      deviceSystem.setLawEnforcement,
      does((device, change) => setLawEnforcement(world, device, change)),
    ),
    handler(
      deviceSystem.sensors,
      reads((device) => readingsOf(world, device)),
    ),
    handler(
      deviceSystem.setSensors,
      does((device, limits) => setLimits(world, device, limits)),
    ),
  ]
}

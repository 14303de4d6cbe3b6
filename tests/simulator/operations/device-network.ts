/** Documentation: chapter "Device management", networks and servers of a device. */
import { operations } from '../../../shared/platform/index.ts'
import { ethernetOf, setEthernet } from '../configuration/ethernet.ts'
import { radioNetworksOf, setRadioNetworks } from '../configuration/radio.ts'
import { serversOf, setServers } from '../configuration/servers.ts'
import { setWifi, wifiOf } from '../configuration/wifi.ts'
import type { Device } from '../fleet/build.ts'
import { ok, type Answer } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import type { World } from '../world.ts'
import { askDevice, type CallAtDevice } from './ask-device.ts'

export function deviceNetworkHandlers(world: World): HandlerEntry[] {
  const { deviceNetwork, deviceRadio, deviceServer } = operations
  const reads =
    <D>(documentOf: (world: World, device: Device) => D) =>
    (call: CallAtDevice): Answer<D> =>
      askDevice(world, call, (device) => ok(documentOf(world, device)))
  const writes =
    <C>(set: (world: World, device: Device, change: C) => void) =>
    (call: CallAtDevice & { readonly body: C }): Answer<Record<never, never>> =>
      askDevice(world, call, (device) => {
        set(world, device, call.body)
        return ok({})
      })
  return [
    handler(deviceNetwork.ethernet, reads(ethernetOf)),
    handler(deviceNetwork.setEthernet, writes(setEthernet)),
    handler(deviceNetwork.wifi, reads(wifiOf)),
    handler(deviceNetwork.setWifi, writes(setWifi)),
    handler(deviceRadio.radioNetworks, reads(radioNetworksOf)),
    handler(deviceRadio.setRadioNetworks, writes(setRadioNetworks)),
    handler(deviceServer.servers, reads(serversOf)),
    handler(deviceServer.setServers, writes(setServers)),
  ]
}

/** The Ethernet port: fixed cameras live by it, vehicles have one for the workshop, what people carry has none. */
import { isIPv4 } from 'node:net'
import { LinkState, Use } from '../../../shared/platform/device-network.ts'
import type { BodyOf, DataOf } from '../../../shared/platform/define.ts'
import { type operations } from '../../../shared/platform/index.ts'
import type { Device } from '../fleet/build.ts'
import type { World } from '../world.ts'
import { isNetMask, isSameNet, need, needAddress, needFeature } from './check.ts'
import { merged } from './merged.ts'
import { isFixed, isWorn } from './traits.ts'

type Ethernet = DataOf<typeof operations.deviceNetwork.ethernet>
type Settings = BodyOf<typeof operations.deviceNetwork.setEthernet>

/** Bit of `Device.network`. */
const WIRED = 2

function factory(device: Device): Settings {
  return {
    dhcp: isFixed(device) ? Use.on : Use.off,
    pppoe: isFixed(device) ? Use.off : Use.unsupported,
    autoDNS: isFixed(device),
    ip: `192.168.${1 + (device.hash % 40)}.${10 + (device.number % 200)}`,
    netMask: '255.255.255.0',
    gateway: `192.168.${1 + (device.hash % 40)}.1`,
    dns: ['223.5.5.5', '114.114.114.114'],
    pppoeUserName: '',
    pppoePassword: '',
  }
}

function settingsOf(world: World, device: Device): Settings {
  needFeature(!isWorn(device), 'the device has no Ethernet port')
  return world.deviceConfig.get(device, 'ethernet', 0, () => factory(device))
}

/** With what the net gave the device, when it lets the net give it. Throws `Refusal`. */
export function ethernetOf(world: World, device: Device): Ethernet {
  const settings = settingsOf(world, device)
  const { hash } = device
  const lease = {
    ip: `10.${(hash >>> 16) & 255}.${(hash >>> 8) & 255}.${hash & 255}`,
    netMask: '255.255.0.0',
    gateway: `10.${(hash >>> 16) & 255}.0.1`,
  }
  const given = settings.dhcp === Use.on || settings.pppoe === Use.on ? { ...settings, ...lease } : settings
  return { ...given, status: stateOf(device, given) }
}

function stateOf(device: Device, { ip = '', gateway = '', netMask = '' }: Settings): Ethernet['status'] {
  if ((device.network & WIRED) === 0) return LinkState.unplugged
  const isSound = [ip, gateway].every((text) => isIPv4(text)) && isNetMask(netMask) && isSameNet(ip, gateway, netMask)
  return isSound ? LinkState.connected : LinkState['address fault']
}

/** Throws `Refusal`. */
export function setEthernet(world: World, device: Device, change: Settings): void {
  const before = settingsOf(world, device)
  for (const name of ['dhcp', 'pppoe'] as const) {
    if (before[name] === Use.unsupported) needFeature(change[name] !== Use.on, `the device has no ${name}`)
    else need(change[name] !== Use.unsupported, `${name}: the device has it`)
  }
  need(change.dhcp !== Use.on || change.pppoe !== Use.on, 'dhcp and pppoe exclude each other')
  const after = merged(before, change)
  for (const name of ['ip', 'gateway'] as const) needAddress(after[name], name)
  for (const server of after.dns ?? []) needAddress(server, 'dns')
  if (after.dhcp !== Use.on && after.pppoe !== Use.on) {
    need(isIPv4(after.ip ?? ''), 'ip: needed without dhcp and pppoe')
    need(isNetMask(after.netMask ?? ''), 'netMask: no subnet mask')
  }
  if (after.pppoe === Use.on) need(!!after.pppoeUserName, 'pppoeUserName: needed with pppoe')
  world.deviceConfig.set(device, 'ethernet', 0, after)
}

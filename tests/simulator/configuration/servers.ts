/** Where a device registers, and whose time it takes. */
import { RegisterProtocol } from '../../../shared/platform/device-server.ts'
import type { BodyOf, DataOf } from '../../../shared/platform/define.ts'
import { type operations } from '../../../shared/platform/index.ts'
import type { Device } from '../fleet/build.ts'
import type { Random } from '../random.ts'
import type { World } from '../world.ts'
import { need, needFeature } from './check.ts'
import { merged } from './merged.ts'

type Servers = DataOf<typeof operations.deviceServer.servers>
type Settings = BodyOf<typeof operations.deviceServer.setServers>

const hasSatellites = (device: Device): boolean => (device.kind.hardware.GPS ?? 0) > 0

function factory(device: Device, random: Random): Servers {
  const account = { username: device.id, password: `reg${random.between(100_000, 999_999)}` }
  return {
    registerServer: {
      addr: 'platform.example.net',
      port: 9701,
      proto: random.chance(0.7) ? RegisterProtocol.TCP : RegisterProtocol.UDP,
      keepAliveInterval: device.kind.hasBattery ? 120 : 60,
      ...account,
    },
    timeSource: {
      timeZone: 8,
      dst: false,
      ntpPriority: 50,
      gpsPriority: hasSatellites(device) ? 80 : 0,
      ntpServer: { addr: ['time1.example.net', 'time2.example.net'], port: [123, 123], updateInterval: 60 },
    },
    reserveServer: {
      addr: '',
      port: 0,
      proto: RegisterProtocol.TCP,
      keepAliveInterval: 60,
      username: '',
      password: '',
    },
  }
}

export function serversOf(world: World, device: Device): Servers {
  return world.deviceConfig.get(device, 'servers', 0, (random) => factory(device, random))
}

/** Throws `Refusal`. */
export function setServers(world: World, device: Device, change: Settings): void {
  const { registerServer, reserveServer, timeSource } = change
  need(registerServer.addr !== '' && registerServer.port > 0, 'registerServer: no address')
  need(reserveServer.addr === '' || reserveServer.port > 0, 'reserveServer: no port')
  // Setting the clock at once is a request, nothing that is kept.
  const { updateImmediately, ...ntpServer } = timeSource.ntpServer
  need(ntpServer.addr.length === ntpServer.port.length, 'ntpServer: as many ports as addresses')
  need(
    !updateImmediately || (timeSource.ntpPriority > 0 && ntpServer.addr.length > 0),
    'updateImmediately: NTP is not used',
  )
  // The documentation gives no unit; these devices count in hours.
  need(Math.abs(timeSource.timeZone) <= 14, 'timeZone: -14 to 14 hours')
  needFeature(hasSatellites(device) || timeSource.gpsPriority <= 0, 'the device has no positioning')
  const after = merged(serversOf(world, device), {
    registerServer,
    reserveServer,
    timeSource: { ...timeSource, ntpServer },
  })
  world.deviceConfig.set(device, 'servers', 0, after)
}

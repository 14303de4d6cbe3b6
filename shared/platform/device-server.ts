/** Documentation: chapter "Device management", servers of a device: where it registers, whose time it takes. */
import Type from 'typebox'
import { op } from './define.ts'
import { AtDevice } from './device-params.ts'
import { oneOf, Permission } from './values.ts'

export const RegisterProtocol = { TCP: 'TCP', UDP: 'UDP' } as const

const port = () => Type.Integer({ minimum: 0, maximum: 65_535 })

const RegisterServer = Type.Object({
  addr: Type.String({ description: 'address or name' }),
  port: port(),
  proto: oneOf(RegisterProtocol),
  keepAliveInterval: Type.Integer({
    minimum: 45,
    maximum: 200,
    unit: 's',
    description: 'without an answer for so long the device counts the server as gone',
  }),
  username: Type.String(),
  password: Type.String(),
})

const priority = (source: string) =>
  Type.Integer({ maximum: 100, description: `1 to 100 for ${source}, 0 and below: not used` })

const TIME_SOURCE = {
  timeZone: Type.Number({ description: 'local time zone; the documentation gives no unit' }),
  dst: Type.Boolean({ description: 'daylight saving time' }),
  ntpPriority: priority('NTP'),
  gpsPriority: priority('GPS'),
}

const NTP = {
  addr: Type.Array(Type.String(), { description: 'addresses or names' }),
  port: Type.Array(port(), { description: 'in the order of the addresses' }),
  updateInterval: Type.Integer({ minimum: 1, unit: 'min' }),
}

/** A wrong setting leaves the device out of reach. */
const settings = { pace: 'device', permission: Permission.devices, destructive: true } as const

export const deviceServer = {
  servers: op({
    name: 'serverConfig.get',
    method: 'GET',
    path: '/bvcsp/v1/pu/serverconfigs/:puid',
    pace: 'device',
    params: AtDevice,
    data: Type.Object({
      registerServer: RegisterServer,
      timeSource: Type.Object({ ...TIME_SOURCE, ntpServer: Type.Object(NTP) }),
      reserveServer: RegisterServer,
    }),
  }),
  setServers: op({
    ...settings,
    name: 'serverConfig.set',
    method: 'POST',
    path: '/bvcsp/v1/pu/serverconfigs/:puid',
    params: AtDevice,
    body: Type.Object({
      registerServer: RegisterServer,
      timeSource: Type.Object({
        ...TIME_SOURCE,
        ntpServer: Type.Object({ ...NTP, updateImmediately: Type.Boolean({ description: 'sets the clock now' }) }),
      }),
      reserveServer: RegisterServer,
    }),
  }),
}

/** Documentation: chapter "Device management", wireless networks of a device. */
import Type from 'typebox'
import { op } from './define.ts'
import { AtDevice } from './device-params.ts'
import { oneOf, Permission } from './values.ts'

export const RadioNetwork = {
  automatic: 'auto',
  GPRS: 'gprs',
  CDMA: 'cdma',
  EDGE: 'edge',
  '3G WCDMA': '3gwcdma',
  '3G TD-SCDMA': '3gtdscdma',
  '3G CDMA2000': '3gcdma2k',
  '4G TD-LTE': '4gtdlte',
  '4G FDD-LTE': '4gfdlte',
  '4G LTE': '4glte',
  GSM: 'gsm',
  'EDGE+': 'edgeplus',
  '3G HSPA': '3ghspa',
  '3G HSPA+': '3ghspaplus',
  '3G CDMA 1x': '3gcdma1x',
  '5G NSA': '5gnsa',
  '5G SA': '5gsa',
} as const

const text = (description?: string) => Type.Optional(Type.String(description === undefined ? {} : { description }))
const strength = Type.Integer({ minimum: 0, maximum: 100, description: '100 is best' })

const RADIO_ACCESS = {
  moduleName: text(),
  userName: text('empty for the default'),
  password: text(),
  apn: text('access point name, empty for the default'),
  accessNum: text('number to dial'),
  cardNum: text('number of the card'),
}

const RESTART = Type.Boolean({ description: 'restarts the device when dialling in fails for good' })

const megabytes = (description: string) => Type.Optional(Type.Number({ unit: 'MB', description }))
const speed = (description: string) => Type.Optional(Type.Number({ unit: 'KB/s', description }))

const RadioModule = Type.Object({
  enable: Type.Boolean({ description: 'the module is used' }),
  typeAll: Type.Array(oneOf(RadioNetwork), { description: 'networks that the module can use' }),
  typeIndex: Type.Integer({ minimum: 0, description: 'place of the network in that list' }),
  ...RADIO_ACCESS,
  online: Type.Boolean(),
  signalLevel: Type.Optional(Type.Array(strength, { description: 'for each network of the list' })),
  onlineTime: Type.Optional(Type.Number({ unit: 's', description: 'since it is on-line' })),
  trafficDownload: megabytes('received in all'),
  trafficUpload: megabytes('sent in all'),
  speedDownload: speed('receives now'),
  speedUpload: speed('sends now'),
  trafficYear: megabytes('this year'),
  trafficMonth: megabytes('this month'),
  trafficDay: megabytes('today'),
  trafficLastTime: megabytes('on the last day on-line'),
  lastTime: Type.Optional(Type.Number({ unit: 's', moment: 's', description: 'last on-line, UTC' })),
  monthDay: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 31, description: 'day on which a month of traffic begins' }),
  ),
  rebootAfterDialingFatalErr: RESTART,
  IMEIMEID: text("the device's IMEI or MEID"),
  ICCID: text("the card's ICCID"),
})

const RadioModuleSettings = Type.Object({
  enable: Type.Boolean({ description: 'the module is used' }),
  typeIndex: Type.Integer({ minimum: 0, description: 'place of the network in the list of those it can use' }),
  ...RADIO_ACCESS,
  rebootAfterDialingFatalErr: RESTART,
})

/** A wrong setting leaves the device out of reach. */
const settings = { pace: 'device', permission: Permission.devices, destructive: true } as const

export const deviceRadio = {
  radioNetworks: op({
    name: 'radioNetwork.get',
    method: 'GET',
    path: '/bvcsp/v1/pu/network/radionetwork/:puid',
    pace: 'device',
    params: AtDevice,
    data: Type.Array(RadioModule),
  }),
  setRadioNetworks: op({
    ...settings,
    name: 'radioNetwork.set',
    method: 'PUT',
    path: '/bvcsp/v1/pu/network/radionetwork/:puid',
    params: AtDevice,
    body: Type.Array(RadioModuleSettings, { description: 'in the order of the modules' }),
  }),
}

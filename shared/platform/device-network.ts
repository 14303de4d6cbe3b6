/** Documentation: chapter "Device management", Ethernet and Wi-Fi of a device. */
import Type from 'typebox'
import { op } from './define.ts'
import { AtDevice } from './device-params.ts'
import { oneOf, Permission } from './values.ts'

/** How a device says whether it uses something that not every device has. */
export const Use = { unsupported: -1, off: 0, on: 1 } as const

export const LinkState = { unknown: 0, connected: 1, unplugged: 2, 'address fault': 3 } as const

export const HotspotMode = { general: 0, operator: 1 } as const

export const WifiSecurity = { open: 'open', shared: 'shared', 'WPA-PSK': 'wpa_psk', 'WPA2-PSK': 'wpa2_psk' } as const

export const WifiCipher = {
  none: 'none',
  'WEP-40': 'wep40',
  'WEP-104': 'wep104',
  TKIP: 'tkip',
  AES: 'aes',
} as const

/** Of the device's own access point. */
export const AccessPointSecurity = { none: 1, WEP: 2, 'WPA-PSK': 3, 'WPA2-PSK': 4 } as const

const text = (description?: string) => Type.Optional(Type.String(description === undefined ? {} : { description }))

const DHCP = oneOf(Use, { description: 'address by DHCP' })
const PPPOE = oneOf(Use, { description: 'dial in by PPPoE' })
const AUTO_DNS = Type.Boolean({ description: 'name servers from DHCP or PPPoE' })

const ADDRESS = {
  ip: text('address'),
  netMask: text('subnet mask'),
  gateway: text('default gateway'),
  dns: Type.Optional(Type.Array(Type.String(), { description: 'name servers' })),
}

const ETHERNET = {
  dhcp: DHCP,
  pppoe: PPPOE,
  autoDNS: AUTO_DNS,
  ...ADDRESS,
  pppoeUserName: text(),
  pppoePassword: text(),
}

const WIFI_ACCESS = {
  ssid: text('name of the network'),
  securityType: Type.Optional(oneOf(WifiSecurity)),
  cryptType: Type.Optional(oneOf(WifiCipher)),
  wepKey: Type.Optional(Type.Array(Type.String(), { description: 'WEP keys' })),
  wpaKey: text('WPA key'),
}

const HOTSPOT_ACCOUNT = { userName: text(), password: text() }

const ACCESS_POINT = {
  ssid: text('name of the network'),
  safeType: Type.Optional(oneOf(AccessPointSecurity)),
  password: text('key to connect'),
  channel: Type.Optional(Type.Integer({ minimum: 1, maximum: 11 })),
  autoChannelSelect: Type.Optional(Type.Boolean({ description: 'the device picks the channel' })),
  ip: text('address'),
  subMark: text('subnet mask'),
  dhcp: Type.Optional(oneOf(Use, { description: 'gives addresses by DHCP' })),
  dhcpStartAddr: text('first address given'),
  dhcpEndAddr: text('last address given'),
}

const WifiSettings = Type.Object({
  enable: Type.Boolean({ description: 'connects to an access point' }),
  mode: oneOf(HotspotMode),
  general: Type.Optional(
    Type.Object(
      {
        ...WIFI_ACCESS,
        dhcp: Type.Optional(DHCP),
        pppoe: Type.Optional(PPPOE),
        autoDNS: Type.Optional(AUTO_DNS),
        ...ADDRESS,
      },
      { description: 'in general mode' },
    ),
  ),
  wifiHotSpot: Type.Optional(
    Type.Object(
      {
        providerIndex: Type.Optional(Type.Integer({ minimum: 0, description: 'place in the list of providers' })),
        areaIndex: Type.Optional(Type.Integer({ minimum: 0, description: 'place in the list of areas' })),
        ...HOTSPOT_ACCOUNT,
      },
      { description: 'in operator mode' },
    ),
  ),
  wifiAP: Type.Optional(
    Type.Object(
      { enable: Type.Boolean(), hideSSID: Type.Optional(Type.Boolean()), ...ACCESS_POINT },
      { description: "the device's own access point" },
    ),
  ),
})

const Wifi = Type.Object({
  enable: Type.Boolean({ description: 'connects to an access point' }),
  mode: oneOf(HotspotMode),
  signalLevel: Type.Integer({ minimum: 0, maximum: 100, description: 'signal, 100 is best' }),
  general: Type.Optional(
    Type.Object(
      { ...WIFI_ACCESS, dhcp: DHCP, pppoe: PPPOE, autoDNS: AUTO_DNS, ...ADDRESS },
      { description: 'in general mode' },
    ),
  ),
  wifiHotSpot: Type.Optional(
    Type.Object(
      {
        providerAll: Type.Optional(Type.Array(Type.String(), { description: 'providers to choose from' })),
        providerIndex: Type.Optional(Type.Integer({ minimum: 0, description: 'place in the list of providers' })),
        areaAll: Type.Optional(
          Type.Array(Type.String(), { description: 'where the account was opened, as codes of provinces' }),
        ),
        areaIndex: Type.Optional(Type.Integer({ minimum: 0, description: 'place in the list of areas' })),
        ...HOTSPOT_ACCOUNT,
      },
      { description: 'in operator mode' },
    ),
  ),
  wifiAP: Type.Optional(
    Type.Object(
      {
        enableSetting: Type.Boolean({ description: 'whether the rest may be changed' }),
        enable: Type.Boolean(),
        hideSSID: Type.Boolean(),
        ...ACCESS_POINT,
        macAddr: text('as ff:ff:ff:ff:ff:ff, empty when there is none'),
      },
      { description: "the device's own access point" },
    ),
  ),
})

/** A wrong setting leaves the device out of reach. */
const settings = { pace: 'device', permission: Permission.devices, destructive: true } as const

export const deviceNetwork = {
  ethernet: op({
    name: 'ethernet.get',
    method: 'GET',
    path: '/bvcsp/v1/pu/network/ethernet/:puid',
    pace: 'device',
    params: AtDevice,
    data: Type.Object({ ...ETHERNET, status: oneOf(LinkState) }),
  }),
  setEthernet: op({
    ...settings,
    name: 'ethernet.set',
    method: 'PUT',
    path: '/bvcsp/v1/pu/network/ethernet/:puid',
    params: AtDevice,
    body: Type.Object(ETHERNET),
  }),
  wifi: op({
    name: 'wifi.get',
    method: 'GET',
    path: '/bvcsp/v1/pu/network/wifi/:puid',
    pace: 'device',
    params: AtDevice,
    data: Wifi,
  }),
  setWifi: op({
    ...settings,
    name: 'wifi.set',
    method: 'PUT',
    path: '/bvcsp/v1/pu/network/wifi/:puid',
    params: AtDevice,
    body: WifiSettings,
  }),
}

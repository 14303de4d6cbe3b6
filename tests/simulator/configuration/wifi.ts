/** Wi-Fi: as a client of an access point, and as one. */
import { isIPv4 } from 'node:net'
import {
  AccessPointSecurity,
  HotspotMode,
  Use,
  WifiCipher,
  WifiSecurity,
} from '../../../shared/platform/device-network.ts'
import type { BodyOf, DataOf } from '../../../shared/platform/define.ts'
import { type operations } from '../../../shared/platform/index.ts'
import type { Device } from '../fleet/build.ts'
import type { Random } from '../random.ts'
import type { World } from '../world.ts'
import { addressNumber, isNetMask, isSameNet, need, needAddress, needFeature, needPlace } from './check.ts'
import { merged } from './merged.ts'
import { isVehicle } from './traits.ts'

type Wifi = DataOf<typeof operations.deviceNetwork.wifi>
type Settings = BodyOf<typeof operations.deviceNetwork.setWifi>
type AccessPoint = NonNullable<Wifi['wifiAP']>

/** Bit of `Device.network`. */
const BY_WIFI = 4
const SIGNAL_PERIOD_MS = 20_000
const HELMET = 103

function factory(device: Device, random: Random): Wifi {
  return {
    enable: device.network === BY_WIFI || random.chance(0.3),
    mode: HotspotMode.general,
    signalLevel: 0,
    general: {
      ssid: random.pick(['Station-Guard', 'HQ-Patrol', 'City-Duty']),
      securityType: WifiSecurity['WPA2-PSK'],
      cryptType: WifiCipher.AES,
      wepKey: [],
      wpaKey: `duty-${random.between(100_000, 999_999)}`,
      dhcp: Use.on,
      pppoe: Use.unsupported,
      autoDNS: true,
      ip: '',
      netMask: '',
      gateway: '',
      dns: [],
    },
    wifiHotSpot: {
      providerAll: ['ChinaNet', 'ChinaMobile', 'ChinaUnicom'],
      providerIndex: 0,
      areaAll: ['bj', 'sh', 'gd', 'js', 'ah'],
      areaIndex: random.between(0, 4),
      userName: '',
      password: '',
    },
    ...accessPointOf(device, random),
  }
}

/** Vehicles and terminals open one for their crew; that of a helmet is the factory's. */
function accessPointOf(device: Device, random: Random): { wifiAP?: AccessPoint } {
  const isCar = isVehicle(device)
  const isSealed = device.kind.classId === HELMET
  if (!isCar && !device.kind.terminal && !isSealed) return {}
  const mac = [
    0x02,
    0x1b,
    random.between(0, 255),
    random.between(0, 255),
    random.between(0, 255),
    random.between(0, 255),
  ]
  return {
    wifiAP: {
      enableSetting: !isSealed,
      enable: isCar,
      hideSSID: false,
      ssid: `${device.kind.product}-${String(device.number).padStart(5, '0')}`,
      safeType: AccessPointSecurity['WPA2-PSK'],
      password: `crew${random.between(10_000, 99_999)}`,
      channel: random.pick([1, 6, 11]),
      autoChannelSelect: false,
      ip: '192.168.43.1',
      subMark: '255.255.255.0',
      dhcp: Use.on,
      dhcpStartAddr: '192.168.43.100',
      dhcpEndAddr: '192.168.43.200',
      macAddr: mac.map((byte) => byte.toString(16).padStart(2, '0')).join(':'),
    },
  }
}

function storedOf(world: World, device: Device): Wifi {
  needFeature((device.kind.hardware.WIFI ?? 0) > 0, 'the device has no Wi-Fi')
  return world.deviceConfig.get(device, 'wifi', 0, (random) => factory(device, random))
}

/** Throws `Refusal`. */
export function wifiOf(world: World, device: Device): Wifi {
  const stored = storedOf(world, device)
  const swing = Math.floor(world.now() / SIGNAL_PERIOD_MS + device.hash) % 17
  return { ...stored, signalLevel: stored.enable ? 60 + (device.hash % 20) + swing : 0 }
}

/** Throws `Refusal`. */
export function setWifi(world: World, device: Device, change: Settings): void {
  const before = storedOf(world, device)
  if (change.wifiAP) checkAccessPointAllowed(before.wifiAP, change.wifiAP)
  const after = merged(before, change)
  if (after.mode === HotspotMode.general && after.enable) checkAccess(after.general ?? {})
  if (after.general) checkAddresses(after.general)
  const { providerIndex = 0, providerAll = [], areaIndex = 0, areaAll = [] } = after.wifiHotSpot ?? {}
  needPlace(providerIndex, providerAll, 'providerIndex')
  needPlace(areaIndex, areaAll, 'areaIndex')
  if (after.wifiAP?.enable) checkAccessPoint(after.wifiAP)
  world.deviceConfig.set(device, 'wifi', 0, after)
}

/** What is fixed may be written as it is. */
function checkAccessPointAllowed(before: AccessPoint | undefined, change: NonNullable<Settings['wifiAP']>): void {
  needFeature(before !== undefined, 'the device has no access point')
  if (!before || before.enableSetting) return
  const isSame = JSON.stringify(merged(before, change)) === JSON.stringify(before)
  needFeature(isSame, 'the access point of this device cannot be changed')
}

function checkAccess(general: NonNullable<Settings['general']>): void {
  const { ssid = '', securityType, cryptType, wpaKey = '', wepKey = [] } = general
  need(ssid.length >= 1 && ssid.length <= 32, 'ssid: 1 to 32 characters')
  if (securityType === WifiSecurity['WPA-PSK'] || securityType === WifiSecurity['WPA2-PSK']) {
    need(cryptType === WifiCipher.TKIP || cryptType === WifiCipher.AES, 'cryptType: WPA goes with tkip or aes')
    need(wpaKey.length >= 8 && wpaKey.length <= 63, 'wpaKey: 8 to 63 characters')
    return
  }
  need(cryptType !== WifiCipher.TKIP && cryptType !== WifiCipher.AES, 'cryptType: tkip and aes need WPA')
  const lengths = cryptType === WifiCipher['WEP-40'] ? [5, 10] : cryptType === WifiCipher['WEP-104'] ? [13, 26] : []
  if (lengths.length > 0)
    need(
      wepKey.some((key) => lengths.includes(key.length)),
      `wepKey: ${lengths.join(' or ')} characters`,
    )
}

function checkAddresses(general: NonNullable<Settings['general']>): void {
  const { ip, netMask = '', gateway, dns = [], dhcp } = general
  needAddress(ip, 'ip')
  needAddress(gateway, 'gateway')
  for (const server of dns) needAddress(server, 'dns')
  need(netMask === '' || isNetMask(netMask), 'netMask: no subnet mask')
  if (dhcp === Use.off) need(isIPv4(ip ?? '') && netMask !== '', 'ip and netMask: needed without dhcp')
}

function checkAccessPoint(point: AccessPoint): void {
  const { ssid = '', safeType, password = '', ip = '', subMark = '', dhcp } = point
  need(ssid.length >= 1 && ssid.length <= 32, 'wifiAP.ssid: 1 to 32 characters')
  needFeature(safeType !== AccessPointSecurity.WEP, 'the access point has no WEP')
  if (safeType !== AccessPointSecurity.none)
    need(password.length >= 8 && password.length <= 63, 'wifiAP.password: 8 to 63 characters')
  need(isIPv4(ip) && isNetMask(subMark), 'wifiAP: no address')
  if (dhcp !== Use.on) return
  const [first = '', last = ''] = [point.dhcpStartAddr, point.dhcpEndAddr]
  need(isIPv4(first) && isIPv4(last) && addressNumber(first) <= addressNumber(last), 'wifiAP: no range of addresses')
  need(isSameNet(first, ip, subMark) && isSameNet(last, ip, subMark), 'wifiAP: the range is in another net')
}

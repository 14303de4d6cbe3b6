/** What the directory and the platforms above hold at the start: laid down by the fleet, the same for the same seed. */
import type { Fleet } from '../fleet/fleet.ts'
import { CITY } from '../fleet/names.ts'
import type { Directory } from './directory.ts'
import { gbId, GbType, relatedGbId } from './gb-id.ts'
import type { UpperPlatforms, UpperSettings } from './upper-platforms.ts'

const MAX_DEVICES = 24
const MAX_GROUPS = 6
const SHARED = 12
const MEDIA_CHANNELS = 65536
const HOUR_MS = 3_600_000

export const LOCAL_SERVER_ID = gbId(GbType.platform, 1)

/** The first districts and their first devices. */
export function seedDirectory(directory: Directory, fleet: Fleet): void {
  const top = gbId(GbType.group, 1)
  directory.addGroup({ id: top, name: `${CITY.zh} / ${CITY.en}`, parentid: '' })
  const groupOf = new Map<string, string>()
  for (const group of fleet.groups.filter(({ pid }) => pid !== '').slice(0, MAX_GROUPS)) {
    const id = gbId(GbType.group, groupOf.size + 2)
    directory.addGroup({ id, name: group.name, parentid: groupOf.get(group.pid) ?? top })
    groupOf.set(group.id, id)
  }
  for (const [position, device] of fleet.devices.slice(0, MAX_DEVICES).entries()) {
    const gb28181id = gbId(GbType.networkCamera, (position + 1) * 100)
    directory.addDevice({
      puid: device.id,
      gb28181id,
      name: device.name,
      groupid: groupOf.get(device.gid) ?? top,
    })
    for (const { index, name } of device.channels.filter((channel) => channel.index < MEDIA_CHANNELS)) {
      const id = relatedGbId(gb28181id, GbType.cameraInput, index + 1)
      directory.addChannel({ id, name, channelNum: index, deviceId: gb28181id })
    }
  }
}

/** One that is connected, one that is switched off, one that nobody answers for. */
export function seedUpperPlatforms(upper: UpperPlatforms, directory: Directory, nowMs: number): void {
  const puids = [...directory.devices.keys()]
  const province = upper.create(
    settings({ name: '省级平台 / Provincial platform', upperGB28181ServerId: gbId(GbType.platform, 1, '32000000') }),
    nowMs - 9 * HOUR_MS,
  )
  upper.share(province.id, puids.slice(0, SHARED), nowMs - 10 * HOUR_MS)
  upper.create(
    settings({
      name: '应急指挥中心 / Emergency command centre',
      upperGB28181ServerId: gbId(GbType.platform, 9),
      upperIp: '10.20.0.9',
      disable: true,
    }),
    nowMs - 200 * HOUR_MS,
  )
  const neighbour = upper.create(
    settings({
      name: '邻市平台 / Neighbouring city',
      upperGB28181ServerId: gbId(GbType.platform, 1, '32040000'),
      upperIp: '192.0.2.10',
      notIncludeChannel: true,
    }),
    nowMs - 30 * HOUR_MS,
  )
  upper.share(neighbour.id, puids.slice(0, 2), nowMs - 30 * HOUR_MS)
}

function settings(given: Partial<UpperSettings> & Pick<UpperSettings, 'name' | 'upperGB28181ServerId'>): UpperSettings {
  return {
    localGB28181ServerId: LOCAL_SERVER_ID,
    localIp: '10.20.0.2',
    localPort: 0,
    password: 'cascade-2026',
    upperIp: '10.10.0.2',
    upperPort: 5060,
    disable: false,
    notIncludeChannel: false,
    ...given,
  }
}

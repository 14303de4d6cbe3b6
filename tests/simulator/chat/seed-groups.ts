/** The chat groups that are there at the start: the command centre, one for each district, one for a few vehicles. */
import { MemberType } from '../../../shared/platform/im-group.ts'
import type { Account } from '../accounts.ts'
import type { Device } from '../fleet/build.ts'
import type { World } from '../world.ts'
import type { ChatGroup } from './group.ts'
import type { ChatGroups } from './groups.ts'

const OFFICERS_PER_GROUP = 12
const CAMERAS_PER_GROUP = 4
const VEHICLES = 6
const VEHICLE_CLASS = 102
const HELMET_CLASS = 103
const DAY_MS = 86_400_000
const DESKS = ['operator', 'viewer']

type Parts = Pick<World, 'accounts' | 'fleet' | 'now'>

export function seedGroups({ accounts, fleet, now }: Parts, groups: ChatGroups): void {
  const createdAtMs = now() - 20 * DAY_MS
  const make = (name: string, desc: string): ChatGroup =>
    groups.create({ name, desc, expireS: 0 }, 'admin', createdAtMs)
  const addUsers = (group: ChatGroup, users: readonly Pick<Account, 'id' | 'name'>[]): void => {
    for (const { id, name } of users)
      groups.add(group, { type: MemberType.user, memberId: id, nickname: DESKS.includes(id) ? undefined : name })
  }
  const addDevices = (group: ChatGroup, devices: readonly Device[]): void => {
    for (const { id } of devices) groups.add(group, { type: MemberType.device, memberId: id, nickname: undefined })
  }
  const desks = DESKS.map((id) => accounts.get(id)).filter((account) => account !== undefined)
  const officers = [...accounts.values()].filter(({ terminals }) => terminals.length > 0)

  const centre = make('指挥中心 / Command centre', '值班室与各组长 / The control room and the leaders')
  addUsers(centre, [...desks, ...officers.slice(0, OFFICERS_PER_GROUP)])
  const [operator] = desks
  const member = operator && centre.members.get(operator.id)
  if (member) groups.changeMember(centre, member, '值班 / Duty', true)

  for (const district of fleet.userGroups.slice(1, 4)) {
    const group = make(district.name, '辖区群 / District')
    const team = officers.filter(({ gid }) => gid === district.id).slice(0, OFFICERS_PER_GROUP)
    addUsers(group, [...desks.slice(0, 1), ...team])
    addDevices(group, helmetsOf(fleet.devices, district.name).slice(0, CAMERAS_PER_GROUP))
  }
  const vehicles = make('巡逻车队 / Patrol vehicles', '')
  addUsers(vehicles, desks.slice(0, 1))
  addDevices(vehicles, fleet.devices.filter(({ kind }) => kind.classId === VEHICLE_CLASS).slice(0, VEHICLES))
}

/** Their names begin with the district's. */
function helmetsOf(devices: readonly Device[], district: string): readonly Device[] {
  const place = district.slice(0, 2)
  return devices.filter(({ kind, name }) => kind.classId === HELMET_CLASS && name.startsWith(place))
}

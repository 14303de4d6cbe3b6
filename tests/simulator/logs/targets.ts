/** Which operations the log is about: those that change what it names as targets. Using a device is no change. */
import type { Operation } from '../../../shared/platform/define.ts'
import { OperateKind, TargetType, type OperateKindId, type TargetTypeId } from '../../../shared/platform/log.ts'

export interface Logged {
  readonly operate: OperateKindId
  readonly targetType: TargetTypeId
}

/** By the noun of an operation's name. */
const BY_NOUN: Readonly<Record<string, TargetTypeId>> = {
  user: TargetType.user,
  usergroup: TargetType.userGroup,
  role: TargetType.role,
  pugroup: TargetType.deviceGroup,
  device: TargetType.device,
  puclass: TargetType.service,
  blocklist: TargetType.blackAndWhiteList,
  contact: TargetType.pinnedContact,
  imgroup: TargetType.imGroup,
  fence: TargetType.fence,
  downloadPlan: TargetType.downloadPlan,
  recordPlan: TargetType.recordingPlan,
  planDevice: TargetType.planDevice,
  recordfile: TargetType.file,
  devicefile: TargetType.file,
  timeline: TargetType.file,
  csApp: TargetType.app,
  webApp: TargetType.app,
  upperServer: TargetType.service,
  sharedDevice: TargetType.service,
  directoryGroup: TargetType.service,
  directoryDevice: TargetType.service,
  directoryChannel: TargetType.service,
  lowerDevice: TargetType.service,
  lowerPlatform: TargetType.service,
  ethernet: TargetType.device,
  wifi: TargetType.device,
  radioNetwork: TargetType.device,
  serverConfig: TargetType.device,
  storage: TargetType.device,
  storageConfig: TargetType.device,
  encoder: TargetType.channel,
  snapshotConfig: TargetType.channel,
  audioIn: TargetType.channel,
  audioOut: TargetType.channel,
  overlay: TargetType.channel,
  storageSchedule: TargetType.channel,
  videoSource: TargetType.channel,
}

/** By the whole name, where the noun says something else or nothing. */
const BY_NAME: Readonly<Record<string, Logged | undefined>> = {
  'auth.password': { operate: OperateKind.change, targetType: TargetType.password },
  'user.setPassword': { operate: OperateKind.change, targetType: TargetType.password },
  'user.addResources': { operate: OperateKind.add, targetType: TargetType.userResource },
  'user.removeResources': { operate: OperateKind.remove, targetType: TargetType.userResource },
  'role.addResources': { operate: OperateKind.add, targetType: TargetType.roleResource },
  'role.removeResources': { operate: OperateKind.remove, targetType: TargetType.roleResource },
  'imgroup.addMembers': { operate: OperateKind.add, targetType: TargetType.imGroupMember },
  'imgroup.removeMembers': { operate: OperateKind.remove, targetType: TargetType.imGroupMember },
  'imgroup.changeMember': { operate: OperateKind.change, targetType: TargetType.imGroupMember },
  'imgroup.renameMe': { operate: OperateKind.change, targetType: TargetType.imGroupMember },
  'fence.addDevices': { operate: OperateKind.add, targetType: TargetType.fenceDevice },
  'fence.removeDevices': { operate: OperateKind.remove, targetType: TargetType.fenceDevice },
  'device.changeChannel': { operate: OperateKind.change, targetType: TargetType.channel },
  'contact.pin': { operate: OperateKind.add, targetType: TargetType.pinnedContact },
  'contact.unpin': { operate: OperateKind.remove, targetType: TargetType.pinnedContact },
}

/** Of the nouns above, but used and not changed by these. */
const USED = new Set(['device.command', 'device.startRecording', 'device.stopRecording', 'device.snapshot'])

/** undefined for reading, using, and what the log has no name for. */
export function loggedAs({ name, idempotent }: Operation): Logged | undefined {
  if (idempotent || USED.has(name)) return undefined
  const known = BY_NAME[name]
  if (known) return known
  const [noun = '', verb = ''] = name.split('.')
  const targetType = BY_NOUN[noun]
  return targetType && { operate: operateOf(verb), targetType }
}

function operateOf(verb: string): OperateKindId {
  if (verb.startsWith('create') || verb.startsWith('add')) return OperateKind.add
  return verb.startsWith('remove') ? OperateKind.remove : OperateKind.change
}

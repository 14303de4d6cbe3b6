/** How the platform came to its fleet: the administrator added groups and devices in the month before. */
import { OperateKind, OperatorType, TargetType, type TargetTypeId } from '../../../shared/platform/log.ts'
import type { Device, Group } from '../fleet/build.ts'
import type { Operated } from './operation-log.ts'

const DAY_MS = 86_400_000
const BEGAN_DAYS_AGO = 30
/** From one entry to the next. */
const STEP_MS = 40_000
/** All fit into these days. */
const DAYS = 20

/** Of what there was when the simulator started at `startMs`; oldest first. */
export function installation(groups: readonly Group[], devices: readonly Device[], startMs: number): Operated[] {
  const beganMs = startMs - BEGAN_DAYS_AGO * DAY_MS
  const added = [
    ...groups.filter(({ pid }) => pid !== '').map(({ id, name }) => ({ type: TargetType.deviceGroup, id, name })),
    ...devices.map(({ id, name }) => ({ type: TargetType.device, id, name })),
  ]
  const stepMs = Math.min(STEP_MS, Math.floor((DAYS * DAY_MS) / Math.max(1, added.length)))
  return added.map(({ type, id, name }, index) => entryOf(type, id, name, beganMs + index * stepMs))
}

function entryOf(targetType: TargetTypeId, targetId: string, name: string, timeMs: number): Operated {
  return {
    operate: OperateKind.add,
    targetType,
    targetId,
    content: name,
    operatorType: OperatorType.user,
    operatorId: 'admin',
    timeMs,
    ip: '192.168.10.2',
    result: 0,
    message: 'OK',
  }
}

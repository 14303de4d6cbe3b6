/** Finds what an operation is about, on-line or not. `ask-device.ts` is for what the device itself answers. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { deviceGroupsOf, reaches, seesDevice } from '../accounts/access.ts'
import type { Device } from '../fleet/build.ts'
import { refused, type Answer } from '../http/answer.ts'
import { orRefused, Refusal } from '../http/refusal.ts'
import type { Session } from '../sessions.ts'
import type { World } from '../world.ts'
import type { CallAtDevice } from './ask-device.ts'

/** Unknown: 2; out of the account's reach: 16; else what `answer` says, or the `Refusal` that it throws. */
export function withDevice<D>(
  world: World,
  { params, session }: CallAtDevice,
  answer: (device: Device) => Answer<D>,
): Answer<D> {
  const device = world.fleet.byId.get(params.puid)
  if (!device) return refused(PlatformCode.notFound, 'no such device')
  if (!seesDevice(world, session.account, device))
    return refused(PlatformCode.noPermission, 'no permission for this device')
  return orRefused(() => answer(device))
}

/** Throws `Refusal` 16 for a group that exists out of the account's reach. */
export function needReach(world: World, { account }: Session, groupId: string): void {
  if (world.fleet.tree.find(groupId) && !reaches(deviceGroupsOf(world, account), groupId))
    throw new Refusal(PlatformCode.noPermission, 'no permission for this group')
}

/** What every question to a device goes through first. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { MediaDirection } from '../../../shared/platform/channel.ts'
import { seesDevice } from '../accounts/access.ts'
import type { Device } from '../fleet/build.ts'
import type { Channel } from '../fleet/kinds.ts'
import { refused, type Answer } from '../http/answer.ts'
import { orRefused, Refusal } from '../http/refusal.ts'
import type { Session } from '../sessions.ts'
import type { World } from '../world.ts'

export interface CallAtDevice {
  readonly params: { readonly puid: string }
  readonly session: Session
}

export interface CallAtChannel {
  readonly params: { readonly puid: string; readonly index: number }
  readonly session: Session
}

/** Unknown: 2; out of the account's reach: 16; not on-line: 5; else what `answer` says, or the `Refusal` that it throws. */
export function askDevice<D>(
  world: World,
  { params, session }: CallAtDevice,
  answer: (device: Device) => Answer<D>,
): Answer<D> {
  const device = world.fleet.byId.get(params.puid)
  if (!device) return refused(PlatformCode.notFound, 'no such device')
  if (!seesDevice(world, session.account, device))
    return refused(PlatformCode.noPermission, 'no permission for this device')
  if (!device.online) return refused(PlatformCode.offline, 'device is not online')
  return orRefused(() => answer(device))
}

/** As `askDevice`; a channel that the device lacks: 2. */
export function askChannel<D>(
  world: World,
  call: CallAtChannel,
  answer: (device: Device, channel: Channel) => Answer<D>,
): Answer<D> {
  return askDevice(world, call, (device) => {
    const channel = device.channels.find((entry) => entry.index === call.params.index)
    return channel ? answer(device, channel) : refused(PlatformCode.notFound, 'no such channel')
  })
}

/** A channel that does not carry `direction`: 8. */
export function needDirection(channel: Channel, direction: keyof typeof MediaDirection): void {
  if ((channel.mediaDir & MediaDirection[direction]) === 0)
    throw new Refusal(PlatformCode.unsupported, `the channel has no ${direction}`)
}

/** Keeps out what the list in force keeps out: at the log-in, and at once when the list changes. */
import { BlockListObject } from '../../../shared/platform/block-list.ts'
import { OnlineReason } from '../../../shared/platform/log.ts'
import { Permission } from '../../../shared/platform/values.ts'
import { holds, type Account } from '../accounts.ts'
import type { Device } from '../fleet/build.ts'
import type { World } from '../world.ts'

/** Who is super administrator always comes in: nobody else could open the door again. `address`: host and port. */
export function mayComeIn({ blockList }: Pick<World, 'blockList'>, account: Account, address: string): boolean {
  if (holds(account, Permission.superAdministrator)) return true
  return blockList.admits(BlockListObject.user, account.id, address.replace(/:\d+$/, ''))
}

export function deviceMayComeIn({ blockList }: Pick<World, 'blockList'>, device: Device): boolean {
  return blockList.admits(BlockListObject.device, device.id)
}

/** Sends away who is there and may not be any more. */
export function enforce(world: World): void {
  world.presence.because(OnlineReason.kicked, () => {
    for (const account of world.accounts.values())
      for (const session of world.sessions.of(account.id))
        if (!mayComeIn(world, account, session.address)) world.sessions.kick(session)
    for (const device of world.fleet.devices) if (!deviceMayComeIn(world, device)) world.fleet.setOnline(device, false)
  })
}

/** A device that may not come in is off-line again as soon as it came. */
export function watchDoor(world: World): void {
  world.fleet.onChanged((device) => {
    if (!device.online || deviceMayComeIn(world, device)) return
    world.clock.after(0, () => {
      if (device.online && !deviceMayComeIn(world, device))
        world.presence.because(OnlineReason.kicked, () => world.fleet.setOnline(device, false))
    })
  })
}

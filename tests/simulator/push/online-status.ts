/** Devices and desks that come and go, on the on-line status subscription: to those who see them. */
import { seesDevice, seesUser } from '../accounts/access.ts'
import type { World } from '../world.ts'
import { deskFrame, deviceFrame } from './frames.ts'

/** Returns what ends it. */
export function pushOnlineStatus(world: World): () => void {
  const ends = [
    world.fleet.onChanged((device) =>
      world.pushes.send('onlineStatus', deviceFrame(world, device), ({ account }) =>
        seesDevice(world, account, device),
      ),
    ),
    world.sessions.onPresence((account, online) =>
      world.pushes.send('onlineStatus', deskFrame(world, account, online), (receiver) =>
        seesUser(world, receiver.account, account),
      ),
    ),
  ]
  return () => ends.forEach((end) => end())
}

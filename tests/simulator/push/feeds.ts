/** What goes over the subscriptions beside what operations cause: positions of devices, commands to desks. */
import type { World } from '../world.ts'
import { createDeskCommands, type DeskCommands } from './desk-commands.ts'
import { PositionFeed } from './positions.ts'

export interface Feeds {
  readonly positions: PositionFeed
  readonly deskCommands: DeskCommands
}

export function createFeeds(ground: Pick<World, 'clock' | 'fleet' | 'memory' | 'options' | 'pushes'>): Feeds {
  return { positions: new PositionFeed(ground), deskCommands: createDeskCommands(ground) }
}

/** Fences with those of the start, and their watch. */
import type { World } from '../world.ts'
import { Fences } from './fences.ts'
import { seedFences } from './seed-fences.ts'
import { watchFences } from './watch.ts'

export function createFences(
  ground: Pick<World, 'alarms' | 'clock' | 'fleet' | 'now' | 'options' | 'positions'>,
): Fences {
  const fences = new Fences(ground.now)
  seedFences(ground, fences)
  ground.fleet.onRemoved(({ id }) => fences.forgetDevice(id))
  watchFences(ground, fences)
  return fences
}

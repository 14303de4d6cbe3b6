/** Both directions of GB28181: what this platform shows to those above, and what registers below. */
import type { Clock } from '../clock.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { Directory } from './directory.ts'
import { Lower } from './lower.ts'
import { createLowerMovies, type LowerMovies } from './lower-movies.ts'
import { LowerTasks } from './lower-tasks.ts'
import { seedLower } from './seed-lower.ts'
import { seedDirectory, seedUpperPlatforms } from './seed-upper.ts'
import { UpperPlatforms } from './upper-platforms.ts'

export interface Cascade {
  readonly directory: Directory
  readonly upper: UpperPlatforms
  readonly lower: Lower
  readonly tasks: LowerTasks
  readonly movieOf: LowerMovies
}

export function createCascade(fleet: Fleet, clock: Clock): Cascade {
  const directory = new Directory(fleet)
  const upper = new UpperPlatforms(directory, clock.now)
  const lower = new Lower(clock)
  const tasks = new LowerTasks(lower, clock.now)
  fleet.onRemoved(({ id }) => {
    if (directory.devices.has(id)) directory.removeDevice(id)
  })
  seedDirectory(directory, fleet)
  seedUpperPlatforms(upper, directory, clock.now())
  seedLower(lower, clock.now())
  return { directory, upper, lower, tasks, movieOf: createLowerMovies() }
}

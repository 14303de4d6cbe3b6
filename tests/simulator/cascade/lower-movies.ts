/** The bytes of lower devices' recordings: real MP4 files of the length that the list says. */
import { hashText } from '../random.ts'
import { SCENE_NAMES } from '../fleet/kinds.ts'
import { createLoops, type Filming } from '../recordings/loop.ts'
import { movieTables } from '../recordings/movie.ts'
import type { LowerFile } from './lower-files.ts'

export type LowerMovies = (file: LowerFile) => Uint8Array

export function createLowerMovies(): LowerMovies {
  const loops = createLoops()
  return ({ deviceId, startTime, endTime }) => {
    const loop = loops.of(filming(deviceId), 0)
    const movie = { beginS: startTime, seconds: endTime - startTime, video: true, audio: true }
    return Buffer.concat([loop.bytes(), movieTables(loop, movie)])
  }
}

/** Their number in the picture code lies above those of a usual fleet. */
function filming(id: string): Filming {
  return { id, number: 0x8000 | (hashText(id) & 0x7fff), kind: { scenes: SCENE_NAMES } }
}

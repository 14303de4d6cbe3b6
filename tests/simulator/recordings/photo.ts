/** Pictures taken by a channel: one of its scene, with a comment that tells which device, channel and time. */
import { readFileSync } from 'node:fs'
import type { Device } from '../fleet/build.ts'
import type { SceneName } from '../fleet/kinds.ts'
import { sceneOf } from './loop.ts'

const START = 2
const COMMENT = 0xfffe

const stills = new Map<SceneName, Buffer>()

function stillOf(name: SceneName): Buffer {
  const known = stills.get(name)
  if (known) return known
  const still = readFileSync(new URL(`../fixtures/${name}.jpg`, import.meta.url))
  stills.set(name, still)
  return still
}

/** JPEG. `timeS`: seconds since 1970. */
export function photo(device: Device, channel: number, timeS: number): Buffer {
  const still = stillOf(sceneOf(device, channel))
  const comment = Buffer.from(`${device.id} ${channel} ${new Date(timeS * 1000).toISOString()}`, 'latin1')
  const head = Buffer.alloc(4)
  head.writeUInt16BE(COMMENT)
  head.writeUInt16BE(comment.length + 2, 2)
  return Buffer.concat([still.subarray(0, START), head, comment, still.subarray(START)])
}

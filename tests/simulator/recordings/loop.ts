/**
 * What a channel records, eight seconds of it: pictures with the picture code of the device and channel, and sound. Files of
 * any length refer to these bytes again and again, so that they are real and small.
 */
import { createHash, type Hash } from 'node:crypto'
import type { SceneName } from '../fleet/kinds.ts'
import { aacFrames, rawAac } from '../media/aac.ts'
import { writeCodeSlice } from '../media/code-slice.ts'
import { FRAMES_PER_SECOND, loadScenes, type Scene } from '../media/scene.ts'
import { encodePictureCode } from '../picture-code.ts'
import { box, text, u32 } from './boxes.ts'

/** Beginning of a file up to the end of its media; what follows are the tables. */
export interface Loop {
  /** Absent when there are no pictures. */
  readonly parameterSets: { readonly sps: Buffer; readonly pps: Buffer } | undefined
  /** Sizes of the pictures of one round, and where they lie in the file. */
  readonly pictureSizes: readonly number[]
  readonly pictureOffsets: readonly number[]
  readonly keys: readonly number[]
  readonly soundSizes: readonly number[]
  readonly soundOffset: number
  readonly length: number
  /** MD5 of these bytes, to go on from. */
  readonly hash: Hash
  bytes(): Buffer
}

const FRAME_MS = 1000 / FRAMES_PER_SECOND
/** Loops whose bytes are kept. */
const KEPT = 16

const FTYP = box('ftyp', text('isom'), u32(0x200), text('isomiso2avc1mp41'))

/** Who holds the camera: a device of the fleet or one below. */
export interface Filming {
  readonly id: string
  readonly number: number
  readonly kind: { readonly scenes: readonly SceneName[] }
}

export interface Loops {
  of(device: Filming, channel: number): Loop
  /** Sound alone. */
  readonly sound: Loop
}

export function createLoops(): Loops {
  const known = new Map<string, Loop>()
  const kept = new Map<string, Buffer>()
  let scenes: Map<SceneName, Scene> | undefined
  let frames: readonly Buffer[] | undefined
  let soundLoop: Loop | undefined
  const sound = () => (frames ??= aacFrames().map(rawAac))

  function remember(key: string, bytes: Buffer): Buffer {
    kept.delete(key)
    kept.set(key, bytes)
    const oldest = kept.size > KEPT ? kept.keys().next().value : undefined
    if (oldest !== undefined) kept.delete(oldest)
    return bytes
  }

  return {
    of(device, channel) {
      const key = `${device.id}/${channel}`
      const ready = known.get(key)
      if (ready) return ready
      scenes ??= loadScenes()
      const scene = scenes.get(sceneOf(device, channel))
      if (!scene) throw new Error(`no scene for ${key}`)
      const paint = () => pictures(scene, device.number, channel)
      const painted = paint()
      remember(key, assemble(painted, sound()))
      const loop = describe(scene, painted, sound(), () => remember(key, kept.get(key) ?? assemble(paint(), sound())))
      known.set(key, loop)
      return loop
    },
    get sound() {
      return (soundLoop ??= describe(undefined, [], sound(), () => assemble([], sound())))
    },
  }
}

export function sceneOf(device: Filming, channel: number): SceneName {
  const { scenes } = device.kind
  return scenes[(device.number + channel) % scenes.length] ?? 'street'
}

function pictures(scene: Scene, device: number, channel: number): Buffer[] {
  return scene.pictures.map(({ header, slice }, frame) => {
    const bits = encodePictureCode({
      device: device & 0xffff,
      channel: channel & 0xf,
      frame,
      time: Math.round(frame * FRAME_MS),
    })
    const code = writeCodeSlice(header, scene.parameters, bits)
    return Buffer.concat([u32(code.length), code, u32(slice.length), slice])
  })
}

function assemble(painted: readonly Buffer[], sound: readonly Buffer[]): Buffer {
  return Buffer.concat([FTYP, box('mdat', ...painted, ...sound)])
}

function describe(
  scene: Scene | undefined,
  painted: readonly Buffer[],
  sound: readonly Buffer[],
  bytes: () => Buffer,
): Loop {
  const pictureOffsets: number[] = []
  let at = FTYP.length + 8
  for (const { length } of painted) {
    pictureOffsets.push(at)
    at += length
  }
  const whole = bytes()
  return {
    parameterSets: scene && { sps: scene.sps, pps: scene.pps },
    pictureSizes: painted.map(({ length }) => length),
    pictureOffsets,
    keys: scene?.keys ?? [],
    soundSizes: sound.map(({ length }) => length),
    soundOffset: at,
    length: whole.length,
    hash: createHash('md5').update(whole),
    bytes,
  }
}

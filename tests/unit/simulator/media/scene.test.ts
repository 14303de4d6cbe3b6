import { statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SCENE_NAMES } from '../../../simulator/fleet/kinds.ts'
import { loadScenes } from '../../../simulator/media/scene.ts'

describe('the recorded scenes', () => {
  const scenes = loadScenes()

  it.each(SCENE_NAMES)('%s: 8 s of 640x400 with room for the code', (name) => {
    const scene = scenes.get(name)
    expect(scene?.parameters).toMatchObject({ widthMbs: 40, heightMbs: 25 })
    expect(scene?.pictures).toHaveLength(200)
    expect(scene?.keys).toEqual([0, 50, 100, 150])
    // The three upper rows of macroblocks are missing, and no edge is smoothed across slices.
    expect(scene?.pictures.every((picture) => picture.header.firstMb === 120 && picture.header.deblocking === 2)).toBe(
      true,
    )
  })

  it.each(SCENE_NAMES)('%s: frame numbers run without a gap from key to key', (name) => {
    const scene = scenes.get(name)
    const limit = 2 ** (scene?.parameters.frameNumBits ?? 0)
    expect(scene?.pictures.every((picture, index) => picture.header.frameNum === (index % 50) % limit)).toBe(true)
  })

  it.each(SCENE_NAMES)('%s: is small', (name) => {
    expect(statSync(new URL(`../../../simulator/fixtures/${name}.h264`, import.meta.url)).size).toBeLessThan(250_000)
  })
})

import { describe, expect, it } from 'vitest'
import { writeCodeSlice } from '../../../simulator/media/code-slice.ts'
import { loadScenes } from '../../../simulator/media/scene.ts'
import { encodePictureCode } from '../../../simulator/picture-code.ts'
import { codeOfLuma, decodeCodeSlice } from './code-reader.ts'

describe('writeCodeSlice', () => {
  const scene = loadScenes().get('street')
  if (!scene) throw new Error('no scene')
  const [key, ...others] = scene.pictures
  if (!key || !others[0]) throw new Error('no pictures')

  it.each([
    ['a key picture', key],
    ['any other picture', others[0]],
  ])('shows the code in %s, black and white far apart', (_name, picture) => {
    for (let time = 1; time < 0xffffffff; time += 97_755_551) {
      const code = { device: time % 65_536, channel: time % 16, frame: (time * 7) % 65_536, time }
      const { luma } = decodeCodeSlice(
        scene.parameters,
        writeCodeSlice(picture.header, scene.parameters, encodePictureCode(code)),
      )
      expect(luma.every((value) => value <= 40 || value >= 216)).toBe(true)
      expect(codeOfLuma(luma)).toEqual(code)
    }
  })

  it('belongs to the picture that it completes', () => {
    const bits = encodePictureCode({ device: 1, channel: 0, frame: 0, time: 0 })
    for (const picture of scene.pictures) {
      const { header } = decodeCodeSlice(scene.parameters, writeCodeSlice(picture.header, scene.parameters, bits))
      const { frameNum, idrPicId, idr, nalHeader } = picture.header
      expect(header).toMatchObject({ firstMb: 0, frameNum, idrPicId, idr, nalHeader, deblocking: 1 })
    }
  })
})

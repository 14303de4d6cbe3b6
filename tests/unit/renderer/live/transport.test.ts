import { expect, it } from 'vitest'
import { waysFor } from '../../../../renderer/features/live/transport.ts'

it('the chosen way is first, the other behind it; without a choice what showed the last picture, or a race', () => {
  expect(waysFor('webrtc', 'bvrtc')).toEqual(['webrtc', 'bvrtc'])
  expect(waysFor('bvrtc', undefined)).toEqual(['bvrtc', 'webrtc'])
  expect(waysFor('auto', 'bvrtc')).toEqual(['bvrtc', 'webrtc'])
  expect(waysFor('auto', undefined)).toEqual(['race'])
})

import { describe, expect, it } from 'vitest'
import { decodeFrame } from '../../../../../electron/core/platform/frame.ts'
import { pushes } from '../../../../../shared/platform/index.ts'

const { gpsData, command } = pushes
const POSITION = {
  devId: 'PU_1',
  lng: 120.1,
  lat: 30.2,
  time: 1_767_225_600,
  height: 0,
  angle: 0,
  speed: 0,
  starCount: 9,
  satellite: 1,
  maxAllowSpeed: 0,
  minAllowSpeed: 0,
  state: 1,
}
const ORDER = { id: '1', method: 'get', command: 'conf_join', timeout: 1000 }

describe('the text of a frame', () => {
  it('becomes its value, mended where the documentation itself differs', () => {
    expect(decodeFrame(gpsData, JSON.stringify({ ...POSITION, lng: '120.1' }))).toMatchObject({ lng: 120.1 })
    const { id, ...rest } = ORDER
    expect(decodeFrame(command, JSON.stringify({ ...rest, ID: id }))).toEqual(ORDER)
  })

  it.each([
    ['cut off', '{"devId":"PU_1","ln', '/', 'no JSON'],
    ['no JSON', '{"lng":NaN}', '/', 'no JSON'],
    ['no object', '[1]', '/', 'not an object: a list'],
    ['nothing', 'null', '/', 'not an object: null'],
    ['too deep', `{"devId":${'['.repeat(500)}${']'.repeat(500)}}`, '/', 'too deep'],
    ['too large a number', JSON.stringify(POSITION).replace('120.1', '1e400'), '/lng', 'not a number: Infinity'],
    ['incomplete', '{"lng":1}', '/devId', 'missing'],
  ])('that is %s is a bad answer of its subscription and says where', (_, text, path, reason) => {
    expect(() => decodeFrame(gpsData, text)).toThrow(
      expect.objectContaining({ code: 'bad-answer', details: { operation: 'gpsdata', path, reason } }) as Error,
    )
  })
})

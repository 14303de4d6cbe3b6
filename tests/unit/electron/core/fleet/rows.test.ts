import { expect, it } from 'vitest'
import { deviceAfterNotice, deviceOf } from '../../../../../electron/core/fleet/rows.ts'

const known = deviceOf({
  id: 'PU_1',
  gid: 'g1',
  name: 'Camera',
  status: 0,
  className: 'Body camera',
  channels: [{ index: 0, mediaDir: 10, ptz: -1, name: 'Front' }],
})

it('keeps names and channels that an on-line notice leaves out or empty', () => {
  expect(deviceAfterNotice(known, { id: 'PU_1', channels: [], name: '' })).toEqual({ ...known, online: true })
})

it('takes over what the notice brings', () => {
  const after = deviceAfterNotice(known, {
    id: 'PU_1',
    gid: 'g2',
    name: 'Renamed',
    channels: [{ index: 1, mediaDir: 2, ptz: 0, name: 'Rear' }],
  })
  expect(after).toMatchObject({ groupId: 'g2', name: 'Renamed', className: 'Body camera', channels: [{ index: 1 }] })
})

it('makes a row of a new device that tells its group, and none of one that does not', () => {
  expect(deviceAfterNotice(undefined, { id: 'PU_9', gid: 'g1', name: 'New' })).toMatchObject({
    id: 'PU_9',
    online: true,
  })
  expect(deviceAfterNotice(undefined, { id: 'PU_9' })).toBeUndefined()
})

it('cuts names that nobody could read', () => {
  const { name, channels } = deviceOf({
    id: 'PU_1',
    gid: 'g1',
    name: '长'.repeat(20_000),
    status: 1,
    channels: [{ index: 0, mediaDir: 10, ptz: -1, name: 'x'.repeat(201) }],
  })
  expect(name).toBe(`${'长'.repeat(199)}…`)
  expect(channels[0]?.name).toBe(`${'x'.repeat(199)}…`)
})

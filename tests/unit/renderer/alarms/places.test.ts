import { describe, expect, it } from 'vitest'
import { pictureOf } from '../../../../renderer/features/alarms/picture-of.ts'
import { devicesOf, placeChoices } from '../../../../renderer/features/alarms/place-choices.ts'
import { partnersOf } from '../../../../renderer/features/alarms/talk-partners.ts'
import { placeText } from '../../../../renderer/features/alarms/place-text.ts'
import { deviceParts } from '../../../../renderer/features/fleet/parts.ts'
import { TreeModel } from '../../../../renderer/features/fleet/tree-model.ts'
import type { Device } from '../../../../shared/contract/fleet.ts'
import { device, FRONT, group, REAR } from '../fleet/fixtures.ts'

function fleet(): TreeModel<Device> {
  const model = new TreeModel<Device>({ kind: 'device', makeParts: deviceParts })
  model.upsertGroups([group('north', ''), group('cars', 'north'), group('empty', '')])
  model.upsertItems([
    device('d1', 'cars', { name: 'Car 1' }),
    device('d2', 'north', { name: 'Helmet 2' }),
    device('d3', 'elsewhere', { name: 'Car 3' }),
  ])
  return model
}

describe('places to narrow to', () => {
  it('are groups first, then devices by name or ID', () => {
    const found = placeChoices(fleet(), 'car').map(({ kind, id }) => `${kind} ${id}`)
    expect(found).toEqual(['group cars', 'device d1', 'device d3'])
    expect(placeChoices(fleet(), 'D2').map(({ id }) => id)).toEqual(['d2'])
    expect(placeChoices(fleet(), '').map(({ kind }) => kind)).toEqual(['group', 'group', 'group'])
  })

  it('mean every device in a group and below it', () => {
    const model = fleet()
    const [north] = placeChoices(model, 'north')
    expect(devicesOf(model, [north!])?.toSorted()).toEqual(['d1', 'd2'])
    expect(devicesOf(model, [])).toBeUndefined()
  })

  it('find nothing, not everything, in an empty group', () => {
    const model = fleet()
    const [empty] = placeChoices(model, 'empty')
    const devices = devicesOf(model, [empty!])
    expect(devices).toHaveLength(1)
    expect(model.leaf(devices![0]!)).toBeUndefined()
  })
})

describe('the picture of an alarm', () => {
  const car = device('d1', 'cars', { channels: [FRONT, REAR] })
  const known = (id: string) => (id === 'd1' ? car : undefined)

  it('is the channel it names, else the first of the device', () => {
    expect(pictureOf({ device: { id: 'd1', name: '' }, part: REAR.index }, known)).toEqual({ puid: 'd1', index: 1 })
    expect(pictureOf({ device: { id: 'd1', name: '' } }, known)).toEqual({ puid: 'd1', index: FRONT.index })
    expect(pictureOf({ device: { id: 'd1', name: '' }, part: 99 }, known)).toEqual({ puid: 'd1', index: FRONT.index })
  })

  it('is tried for a device the tree does not know, and there is none without a device', () => {
    expect(pictureOf({ device: { id: 'x', name: '' } }, known)).toEqual({ puid: 'x', index: 0 })
    expect(pictureOf({ device: { id: '', name: '' } }, known)).toBeUndefined()
  })

  it('is none for a device without pictures', () => {
    expect(pictureOf({ device: { id: 'd1', name: '' } }, () => ({ channels: [] }))).toBeUndefined()
  })
})

describe('a place', () => {
  it('is written latitude first', () => {
    expect(placeText(30.5, 104.0612346)).toBe('30.500000, 104.061235')
  })
})

describe('who can be spoken with', () => {
  it('is the person first, then the device; without either nobody', () => {
    const found = partnersOf({ user: { id: 'u', name: 'Wang' }, device: { id: 'd', name: 'Camera' } })
    expect(found.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['User u', 'PU d'])
    expect(partnersOf({ device: { id: '', name: '' } })).toEqual([])
  })
})

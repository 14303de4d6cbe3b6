import { describe, expect, it } from 'vitest'
import type { User } from '../../../../shared/contract/fleet.ts'
import { deviceKind } from '../../../../renderer/features/fleet/device-kind.ts'
import { channelsOf, MAX_OPENED, onlineChannels } from '../../../../renderer/features/fleet/opening.ts'
import { firstChannel, userParts } from '../../../../renderer/features/fleet/parts.ts'
import { menuLines } from '../../../../renderer/features/fleet/row-menu.ts'
import { TreeModel } from '../../../../renderer/features/fleet/tree-model.ts'
import { device, deviceModel, FRONT, group, REAR, VOICE } from './fixtures.ts'

const model = deviceModel(
  [group('r', ''), group('a', 'r'), group('b', 'r'), group('big', '')],
  [
    device('own', 'r', { online: true }),
    device('b1', 'b', { online: true, channels: [VOICE, REAR, FRONT] }),
    device('a2', 'a', { online: true }),
    device('a1', 'a', { online: false }),
    device('mute', 'a', { online: true, channels: [VOICE] }),
    ...Array.from({ length: 40 }, (_, at) => device(`x${at}`, 'big', { online: true })),
  ],
)
const leaf = (id: string) => model.leaf(id) ?? expect.fail()
const top = (id: string) => model.group(id) ?? expect.fail()

describe('what opening means', () => {
  it('of a device: its first channel with a picture', () => {
    expect(firstChannel(leaf('b1'))).toEqual({ puid: 'b1', index: 1 })
    expect(firstChannel(leaf('mute'))).toBeUndefined()
    expect(firstChannel(top('r'))).toBeUndefined()
  })

  it('of a group: its on-line devices in the order of the tree, as many as there can be panes', () => {
    expect(onlineChannels(top('r')).map((channel) => channel.puid)).toEqual(['a2', 'b1', 'own'])
    expect(onlineChannels(top('big'))).toHaveLength(MAX_OPENED)
  })

  it('of a selection: each picture once', () => {
    const channel = model.parts(leaf('b1'))[0] ?? expect.fail()
    expect(channelsOf([leaf('b1'), channel, leaf('own'), top('a')])).toEqual([
      { puid: 'b1', index: 1 },
      { puid: 'own', index: 0 },
    ])
  })
})

describe('the context menu', () => {
  const keys = (...args: Parameters<typeof menuLines>) =>
    menuLines(...args).map((lines) => lines.map((line) => line.key))

  it('lists the channels of a device', () => {
    expect(keys(leaf('b1'), [leaf('b1')], false)).toEqual([
      ['open-b1-1', 'open-b1-0', 'open-all'],
      ['talk-b1'],
      ['details', 'map', 'defaults', 'copy-id'],
    ])
    expect(keys(leaf('mute'), [], false)).toEqual([['talk-mute'], ['details', 'map', 'defaults', 'copy-id']])
    expect(keys(leaf('own'), [], false)).toEqual([['open-own-0'], ['details', 'map', 'defaults', 'copy-id']])
  })

  it('opens a selection together', () => {
    expect(keys(leaf('own'), [leaf('own'), leaf('a2')], false)[0]).toEqual([
      'open-selected',
      'tour-selected',
      'confer-selected',
      'defaults-selected',
    ])
  })

  it('makes a conference of the devices and users of a selection', () => {
    const lines = menuLines(leaf('own'), [leaf('own'), leaf('mute'), top('a')], false)[0]
    const actions = lines?.slice(-2).map(({ action }) => action)
    const units = [
      { id: 'own', kind: 'PU' },
      { id: 'mute', kind: 'PU' },
    ]
    expect(actions).toMatchObject([
      { do: 'confer', units },
      { do: 'defaults', units },
    ])
    expect(keys(leaf('own'), [leaf('own')], false).flat()).not.toContain('confer-selected')
  })

  it('shows a selection or a group of devices in turn', () => {
    const selected = menuLines(leaf('own'), [leaf('own'), leaf('a2')], false)[0]?.[1]?.action
    expect(selected).toMatchObject({ do: 'tour', stops: [{ kind: 'channel' }, { kind: 'channel' }] })
    const lines = menuLines(top('r'), [], true, true)[0]
    expect(lines?.[1]?.action).toEqual({ do: 'tour', stops: [{ kind: 'group', id: 'r' }] })
    expect(menuLines(top('r'), [], true)[0]).toHaveLength(1)
  })

  it('of a group opens what is on-line, or says that nothing is', () => {
    expect(menuLines(top('big'), [], false)[0]?.[0]).toMatchObject({
      text: 'openFirstOnline',
      values: { count: MAX_OPENED },
    })
    expect(menuLines(top('r'), [], true)[0]?.[0]).toMatchObject({ text: 'openOnline', values: { count: 3 } })
    const empty = deviceModel([group('e', '')], [])
    expect(menuLines(empty.group('e') ?? expect.fail(), [], false)[0]?.[0]?.disabled).toBe(true)
  })

  it('of a user names the terminal of each channel', () => {
    const users = new TreeModel<User>({ kind: 'user', makeParts: userParts })
    const terminals = [
      { deviceId: 't1', name: 'Phone', channels: [FRONT, REAR] },
      { deviceId: 't2', name: '', channels: [FRONT] },
    ]
    users.upsertItems([{ id: 'u', groupId: 'g', name: 'Zhang', online: true, terminals }])
    const row = users.leaf('u') ?? expect.fail()
    const names = menuLines(row, [], false)[0]?.map((line) => line.values?.['name'] ?? line.key)
    expect(names).toEqual(['Phone · Front', 'Phone · Rear', 't2 · Front', 'open-all'])
    const phone = users.parts(row)[0] ?? expect.fail()
    expect(firstChannel(phone)).toEqual({ puid: 't1', index: 0 })
    expect(keys(phone, [], false)[0]).toEqual(['open-t1-0', 'open-t1-1', 'open-all'])
    expect(keys(phone.parts[1] ?? expect.fail(), [], false)[0]).toEqual(['open-t1-1'])
  })
})

describe('the kind of a device', () => {
  it('comes from the words of its class, else from its channels', () => {
    const kinds = [
      ['执法记录仪 / Body camera', 'body'],
      ['车载终端 / Vehicle', 'vehicle'],
      ['智能头盔 / Helmet', 'helmet'],
      ['布控球 / PTZ camera', 'ptz'],
      ['手持终端', 'handheld'],
      ['固定摄像机', 'fixed'],
    ] as const
    for (const [className, kind] of kinds) expect(deviceKind({ className, channels: [] })).toBe(kind)
    expect(deviceKind({ channels: [REAR] })).toBe('ptz')
    expect(deviceKind({ channels: [FRONT] })).toBe('fixed')
    expect(deviceKind({ className: 'Zzz', channels: [] })).toBe('other')
  })
})

import { expect, it } from 'vitest'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { operations } from '../../../shared/platform/index.ts'
import { openPlatform } from '../../support/platform.ts'
import { until } from './desk.ts'
import { subscribe } from './push/client.ts'
import { takeOperatorSeat, takeSeat, takeViewerSeat, type Seat } from './seat.ts'
import type { Simulator } from '../../simulator/simulator.ts'

const { imGroup } = operations
const PAGE = { page: 0, pageSize: 50 }

function standing(simulator: Simulator) {
  const device = simulator.fleet().devices.find(({ terminal, online }) => !terminal && online)
  if (!device) throw new Error('no device')
  return device
}

async function groupOf(seat: Seat, name = 'Night shift') {
  const { data } = await seat.ask(imGroup.create, { body: { name } })
  return { group: data, at: { groupid: data.id } }
}

it('has groups from the start, and lists to each account its own', async () => {
  const simulator = await openPlatform({ devices: 200 })
  const [admin, viewer] = [await takeSeat(simulator), await takeViewerSeat(simulator)]
  const { data: all } = await admin.ask(imGroup.list, { body: { ...PAGE, filter: { filterCondition: 1 } } })
  const { data: own } = await viewer.ask(imGroup.list, { body: PAGE })
  expect(all.length).toBeGreaterThan(own.length)
  expect(own.map(({ name }) => name)).toEqual(['指挥中心 / Command centre'])
  const refused = await viewer.ask(imGroup.list, { body: { ...PAGE, filter: { filterCondition: 1 } } })
  expect(refused.code).toBe(PlatformCode.noPermission)
  const { data: found } = await admin.ask(imGroup.list, { body: { ...PAGE, filter: { match: 'PATROL v' } } })
  expect(found.map(({ name }) => name)).toEqual(['巡逻车队 / Patrol vehicles'])
})

it('keeps what was created and changed, until it is removed by its owner', async () => {
  const simulator = await openPlatform()
  const [operator, viewer] = [await takeOperatorSeat(simulator), await takeViewerSeat(simulator)]
  const { group, at } = await groupOf(operator)
  expect(group).toMatchObject({ name: 'Night shift', creator: 'operator' })
  expect((await viewer.ask(imGroup.info, { params: at })).code).toBe(PlatformCode.noPermission)
  await operator.ask(imGroup.change, { params: at, body: { desc: 'from 22:00' } })
  const { data } = await operator.ask(imGroup.info, { params: at })
  expect(data).toEqual({ ...group, desc: 'from 22:00' })
  expect((await operator.ask(imGroup.change, { params: at, body: { name: ' ' } })).code).toBe(PlatformCode.badParameter)
  expect((await viewer.ask(imGroup.remove, { params: at })).code).toBe(PlatformCode.noPermission)
  expect((await operator.ask(imGroup.remove, { params: at })).code).toBe(PlatformCode.success)
  expect((await operator.ask(imGroup.info, { params: at })).code).toBe(PlatformCode.notFound)
})

it('adds users and devices, but no terminal, nobody twice and nobody unknown', async () => {
  const simulator = await openPlatform({ devices: 200 })
  const admin = await takeSeat(simulator)
  const { at } = await groupOf(admin)
  const device = standing(simulator)
  const terminal = simulator.fleet().devices.find((entry) => entry.terminal)
  const add = (memberType: 'PU' | 'User', memberID = '') =>
    admin.ask(imGroup.addMembers, { params: at, body: { members: [{ memberID, memberType, name: 'nick' }] } })
  const { data } = await add('PU', device.id)
  expect(data).toEqual([
    {
      id: 2,
      memberID: device.id,
      memberType: 'PU',
      memberName: device.name,
      name: 'nick',
      permissions: [
        { id: 'master', level: 0 },
        { id: 'manager', level: 0 },
      ],
    },
  ])
  expect((await add('PU', device.id)).code).toBe(PlatformCode.exists)
  expect((await add('PU', terminal?.id)).code).toBe(PlatformCode.badParameter)
  expect((await add('User', 'nobody')).code).toBe(PlatformCode.notFound)
  const mixed = await admin.ask(imGroup.addMembers, {
    params: at,
    body: { members: ['nobody', 'operator'].map((memberID) => ({ memberID, memberType: 'User' as const })) },
  })
  expect(mixed.data.map(({ memberID }) => memberID)).toEqual(['operator'])
  const list = await admin.ask(imGroup.listMembers, { params: at, body: { ...PAGE, needStatus: true } })
  expect(list.data.map(({ memberID, status }) => [memberID, status])).toEqual([
    ['admin', 1],
    [device.id, 1],
    ['operator', 0],
  ])
  const found = await admin.ask(imGroup.listMembers, { params: at, body: { ...PAGE, filter: { match: 'OPER' } } })
  expect(found.data.map(({ memberID, status }) => [memberID, status])).toEqual([['operator', undefined]])
})

it('lets the owner make managers, managers remove members, and nobody the owner', async () => {
  const simulator = await openPlatform()
  const [operator, viewer] = [await takeOperatorSeat(simulator), await takeViewerSeat(simulator)]
  const { at } = await groupOf(operator)
  const members = ['viewer', 'newcomer'].map((memberID) => ({ memberID, memberType: 'User' as const }))
  const removeBy = (seat: Seat, id: number) =>
    seat.ask(imGroup.removeMembers, { params: at, body: { members: [{ id }] } })
  await operator.ask(imGroup.addMembers, { params: at, body: { members } })
  expect((await removeBy(viewer, 3)).code).toBe(PlatformCode.noPermission)
  const manager = { name: 'Vi', permissions: [{ id: 'manager' as const, level: 1 }] }
  const asMember = await viewer.ask(imGroup.changeMember, { params: { ...at, id: '2' }, body: manager })
  expect(asMember.code).toBe(PlatformCode.noPermission)
  const owner = { name: 'Vi', permissions: [{ id: 'master' as const, level: 1 }] }
  const asOwner = await operator.ask(imGroup.changeMember, { params: { ...at, id: '2' }, body: owner })
  expect(asOwner.code).toBe(PlatformCode.badParameter)
  const made = await operator.ask(imGroup.changeMember, { params: { ...at, id: '2' }, body: manager })
  expect(made.data).toMatchObject({ memberID: 'viewer', name: 'Vi', permissions: [{ level: 0 }, { level: 1 }] })
  expect((await removeBy(viewer, 1)).code).toBe(PlatformCode.noPermission)
  expect((await removeBy(viewer, 2)).code).toBe(PlatformCode.noPermission)
  expect((await removeBy(viewer, 3)).code).toBe(PlatformCode.success)
  const gone = await operator.ask(imGroup.memberInfo, { params: { ...at, memberid: 'newcomer' } })
  expect(gone.code).toBe(PlatformCode.notFound)
})

it('tells members of what happens to their groups, and nobody else', async () => {
  const simulator = await openPlatform()
  const [operator, viewer, admin] = [
    await takeOperatorSeat(simulator),
    await takeViewerSeat(simulator),
    await takeSeat(simulator),
  ]
  const [own, others] = [
    await subscribe(simulator, 'conference', viewer.token),
    await subscribe(simulator, 'conference', admin.token),
  ]
  const { at } = await groupOf(operator)
  const members = [{ memberID: 'viewer', memberType: 'User' as const }]
  await operator.ask(imGroup.addMembers, { params: at, body: { members } })
  await viewer.ask(imGroup.renameMe, { params: at, body: { name: 'Vi' } })
  await operator.ask(imGroup.change, { params: at, body: { name: 'Day shift' } })
  await operator.ask(imGroup.removeMembers, { params: at, body: { members: [{ id: 2 }] } })
  await until(() => own.frames.length === 4)
  expect(own.frames.map(({ type, operation, member }) => [type, operation, member?.memberID, member?.name])).toEqual([
    ['group-member', 'add', 'viewer', undefined],
    ['group-member', 'mod', 'viewer', 'Vi'],
    ['group', 'mod', undefined, undefined],
    ['group-member', 'del', 'viewer', 'Vi'],
  ])
  expect(others.frames).toEqual([])
})

it('lets a temporary group go when nobody spoke in its meeting for its time', async () => {
  const simulator = await openPlatform()
  const { conference } = operations
  const admin = await takeSeat(simulator)
  const short = await admin.ask(imGroup.create, { body: { name: 'Now', expireDelete: 5 } })
  expect(short.code).toBe(PlatformCode.badParameter)
  const { data } = await admin.ask(imGroup.create, { body: { name: 'Now', expireDelete: 30 } })
  const at = { groupid: data.id }
  simulator.control.advance({ seconds: 20 })
  await admin.ask(conference.join, { params: at })
  await admin.ask(conference.speak, { params: at })
  simulator.control.advance({ seconds: 100 })
  await admin.ask(conference.endSpeech, { params: at })
  simulator.control.advance({ seconds: 29 })
  expect((await admin.ask(imGroup.info, { params: at })).code).toBe(PlatformCode.success)
  simulator.control.advance({ seconds: 2 })
  expect((await admin.ask(imGroup.info, { params: at })).code).toBe(PlatformCode.notFound)
})

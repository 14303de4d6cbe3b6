import { expect, it } from 'vitest'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { ConferenceStatus } from '../../../shared/platform/conference.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import { openPlatform } from '../../support/platform.ts'
import { until } from './desk.ts'
import { subscribe } from './push/client.ts'
import { takeOperatorSeat, takeSeat, takeViewerSeat, type Seat } from './seat.ts'

const { conference, imGroup } = operations

/** A group of the operator with the viewer and devices, and its meeting. */
async function meeting(simulator: Simulator, deviceCount = 1) {
  const operator = await takeOperatorSeat(simulator)
  const { data } = await operator.ask(imGroup.create, { body: { name: 'Night shift' } })
  const at = { groupid: data.id }
  const devices = simulator.fleet().devices.filter(({ terminal, online }) => !terminal && online)
  const ids = devices.slice(0, deviceCount).map(({ id }) => id)
  const members = [
    { memberID: 'viewer', memberType: 'User' as const },
    ...ids.map((memberID) => ({ memberID, memberType: 'PU' as const })),
  ]
  await operator.ask(imGroup.addMembers, { params: at, body: { members } })
  await operator.ask(conference.create, { body: { id: at.groupid } })
  return { operator, at, device: ids[0] ?? '', ids }
}

async function statusOf(seat: Seat, at: { groupid: string }) {
  const { data } = await seat.ask(conference.listMembers, { params: at })
  return Object.fromEntries(data.map(({ memberID, status }) => [memberID, status]))
}

it('is one for a group, seen by its members, ended by its owner', async () => {
  const simulator = await openPlatform()
  const { operator, at } = await meeting(simulator)
  const viewer = await takeViewerSeat(simulator)
  const again = await operator.ask(conference.create, { body: { id: at.groupid } })
  expect(again.code).toBe(PlatformCode.exists)
  expect((await viewer.ask(conference.info, { params: at })).data.id).toBe(at.groupid)
  expect((await viewer.ask(conference.remove, { params: at })).code).toBe(PlatformCode.noPermission)
  await operator.ask(conference.remove, { params: at })
  expect((await viewer.ask(conference.info, { params: at })).code).toBe(PlatformCode.notFound)
  expect((await viewer.ask(conference.join, { params: at })).code).toBe(PlatformCode.notFound)
})

it('hands the floor to one who asks, and to more who are named', async () => {
  const simulator = await openPlatform()
  const { operator, at, device } = await meeting(simulator)
  const viewer = await takeViewerSeat(simulator)
  expect((await viewer.ask(conference.speak, { params: at })).code).toBe(PlatformCode.notFound)
  for (const seat of [operator, viewer]) await seat.ask(conference.join, { params: at })
  expect((await viewer.ask(conference.speak, { params: at })).code).toBe(PlatformCode.success)
  expect((await operator.ask(conference.speak, { params: at })).code).toBe(PlatformCode.busy)
  await operator.ask(conference.endSpeech, { params: at, body: { memberID: 'viewer' } })
  expect((await operator.ask(conference.speak, { params: at })).code).toBe(PlatformCode.success)
  const appoint = (seat: Seat, memberID: string) => seat.ask(conference.appoint, { params: at, body: { memberID } })
  expect((await appoint(viewer, device)).code).toBe(PlatformCode.noPermission)
  expect((await appoint(operator, device)).code).toBe(PlatformCode.notFound)
  await operator.ask(conference.invite, { params: at, body: { memberID: device } })
  expect((await appoint(operator, device)).code).toBe(PlatformCode.offline)
  simulator.control.advance({ seconds: 4 })
  expect((await appoint(operator, device)).code).toBe(PlatformCode.success)
  const speaking = ConferenceStatus.speaking
  expect(await statusOf(operator, at)).toMatchObject({ operator: speaking, [device]: speaking })
  simulator.control.advance({ seconds: 25 })
  expect(await statusOf(operator, at)).toMatchObject({ operator: speaking, [device]: ConferenceStatus.joined })
  expect((await viewer.ask(conference.endSpeech, { params: at, body: { memberID: 'operator' } })).code).toBe(
    PlatformCode.noPermission,
  )
})

it('calls devices that pick up, desks by command, and gives up on who does not come', async () => {
  const simulator = await openPlatform()
  const { operator, at, device } = await meeting(simulator)
  const invite = (memberID: string) => operator.ask(conference.invite, { params: at, body: { memberID } })
  expect((await invite('viewer')).code).toBe(PlatformCode.offline)
  const viewer = await takeViewerSeat(simulator)
  const desk = await subscribe(simulator, 'command', viewer.token)
  await invite('')
  expect(await statusOf(operator, at)).toEqual({ viewer: 1, operator: 1, [device]: 1 })
  await until(() => desk.frames.length === 1)
  expect(desk.frames[0]).toMatchObject({ command: 'conf_join', data: { id: at.groupid } })
  desk.send({ id: desk.frames[0]?.id, code: 0, msg: 'OK' })
  await until(() => simulator.seen().websockets[0]?.received === 1)
  simulator.control.advance({ seconds: 5 })
  expect(await statusOf(operator, at)).toEqual({ viewer: 2, operator: 1, [device]: 2 })
  simulator.control.advance({ seconds: 60 })
  expect(await statusOf(operator, at)).toEqual({ viewer: 2, [device]: 2 })
})

it('pushes each change to the members of the group', async () => {
  const simulator = await openPlatform()
  const { operator, at, device } = await meeting(simulator)
  const viewer = await takeViewerSeat(simulator)
  const { frames } = await subscribe(simulator, 'conference', viewer.token)
  const strange = await subscribe(simulator, 'conference', (await takeSeat(simulator)).token)
  await viewer.ask(conference.join, { params: at })
  await viewer.ask(conference.speak, { params: at })
  await operator.ask(conference.invite, { params: at, body: { memberID: device } })
  simulator.control.advance({ seconds: 4 })
  simulator.control.setOnline({ device, online: false })
  await operator.ask(conference.kick, { params: at, body: { memberID: 'viewer' } })
  await operator.ask(conference.remove, { params: at })
  await until(() => frames.length >= 9)
  expect(frames.map(({ type, operation, member }) => [type, operation, member?.memberID, member?.status])).toEqual([
    ['member', 'add', 'viewer', 2],
    ['member', 'start-speak', 'viewer', 3],
    ['member', 'add', device, 1],
    ['member', 'mod', device, 2],
    ['member', 'mod', device, 0],
    ['member', 'end-speak', 'viewer', 2],
    ['member', 'del', 'viewer', 0],
    ['member', 'del', device, 0],
    ['conference', 'del', undefined, undefined],
  ])
  expect(frames[0]?.member).toMatchObject({ current: true, memberName: '访客 / Viewer' })
  expect(strange.frames).toEqual([])
})

it('takes no more speakers than it can mix', async () => {
  const simulator = await openPlatform()
  const { operator, at, ids } = await meeting(simulator, 5)
  await operator.ask(conference.invite, { params: at, body: { memberID: '' } })
  simulator.control.advance({ seconds: 4 })
  const codes: number[] = []
  for (const memberID of ids)
    codes.push((await operator.ask(conference.appoint, { params: at, body: { memberID } })).code)
  expect(codes).toEqual([0, 0, 0, 0, PlatformCode.maxLimit])
})

it('is entered without being asked by whose default it is, and again after an outage', async () => {
  const simulator = await openPlatform()
  const { operator, at, device } = await meeting(simulator)
  await operator.ask(conference.remove, { params: at })
  const viewer = await takeViewerSeat(simulator)
  const body = { memberID: device, memberType: 'PU' as const, defaultConfList: [at.groupid] }
  expect((await viewer.ask(conference.addDefaults, { body })).code).toBe(PlatformCode.noPermission)
  await operator.ask(conference.addDefaults, { body })
  const query = { memberID: device, memberType: 'PU' as const }
  expect((await operator.ask(conference.defaults, { query })).data).toEqual(body)
  await operator.ask(conference.create, { body: { id: at.groupid } })
  simulator.control.advance({ seconds: 4 })
  expect(await statusOf(operator, at)).toEqual({ [device]: ConferenceStatus.joined })
  simulator.control.setOnline({ device, online: false })
  expect(await statusOf(operator, at)).toEqual({ [device]: ConferenceStatus.offline })
  simulator.control.setOnline({ device, online: true })
  simulator.control.advance({ seconds: 4 })
  expect(await statusOf(operator, at)).toEqual({ [device]: ConferenceStatus.joined })
  await operator.ask(conference.removeDefaults, { body })
  expect((await operator.ask(conference.defaults, { query })).data.defaultConfList).toEqual([])
})

it('records what a device says, and hands it to the group', async () => {
  const simulator = await openPlatform()
  const { operator, at, device } = await meeting(simulator)
  await operator.ask(conference.invite, { params: at, body: { memberID: device } })
  simulator.control.advance({ seconds: 4 })
  await operator.ask(conference.appoint, { params: at, body: { memberID: device } })
  simulator.control.advance({ seconds: 8 })
  await operator.ask(conference.endSpeech, { params: at, body: { memberID: device } })
  const filter = { beginTime: 0, endTime: 0, beenRead: 0 as const, targetID: at.groupid }
  const { data } = await operator.ask(operations.im.history, { body: { page: 0, pageSize: 10, filter } })
  expect(data).toMatchObject([{ speaker: device, speakerType: 'PU', msgType: 'confaudio' }])
  const { fileID, duration } = JSON.parse(data[0]?.msgContent ?? '') as { fileID: string; duration: number }
  expect(duration).toBeGreaterThanOrEqual(5000)
  const { data: file } = await operator.ask(operations.recordFile.info, { params: { fileid: fileID } })
  expect(file).toMatchObject({ recordReason: 'call', fileType: 'audio' })
})

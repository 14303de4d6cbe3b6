import { expect } from 'vitest'
import { operations } from '../../../../shared/platform/index.ts'
import type { Caller } from './caller.ts'
import type { Scenario } from './scenario.ts'

const { conference, im, imGroup } = operations

const FIRST = { page: 0, pageSize: 50 }
const VIEWER = { username: 'viewer', password: 'View-2026' }

interface Place {
  readonly groupid: string
}

function standingDevice(caller: Caller): string {
  const device = caller.simulator.fleet().devices.find(({ terminal, online }) => !terminal && online)
  return device?.id ?? ''
}

async function newGroup(caller: Caller): Promise<Place> {
  const { data } = await caller.ok(imGroup.create, { body: { name: 'Night shift' } })
  return { groupid: data.id }
}

export const chatGroups: Scenario = {
  section: 'IM group',
  async run(caller) {
    const params = await newGroup(caller)
    await caller.ok(imGroup.change, { params, body: { name: 'Early shift', desc: 'from 06:00' } })
    expect((await caller.ok(imGroup.info, { params })).data).toMatchObject({ name: 'Early shift', desc: 'from 06:00' })
    const { data: found } = await caller.ok(imGroup.list, { body: { ...FIRST, filter: { match: 'early' } } })
    expect(found.map(({ id }) => id)).toEqual([params.groupid])
    const device = standingDevice(caller)
    const members = [
      { memberID: 'viewer', memberType: 'User' as const },
      { memberID: device, memberType: 'PU' as const },
    ]
    const { data: added } = await caller.ok(imGroup.addMembers, { params, body: { members } })
    await caller.ok(imGroup.renameMe, { params, body: { name: 'boss' } })
    const id = String(added[0]?.id)
    await caller.ok(imGroup.changeMember, { params: { ...params, id }, body: { name: 'guest' } })
    const { data: guest } = await caller.ok(imGroup.memberInfo, { params: { ...params, memberid: 'viewer' } })
    expect(guest).toMatchObject({ memberType: 'User', name: 'guest' })
    const { data: listed } = await caller.ok(imGroup.listMembers, { params, body: { ...FIRST, needStatus: true } })
    expect(listed.map(({ memberID }) => memberID).toSorted()).toEqual(['admin', device, 'viewer'].toSorted())
    await caller.ok(imGroup.removeMembers, { params, body: { members: added.map((member) => ({ id: member.id })) } })
    await caller.refused(imGroup.memberInfo, { params: { ...params, memberid: 'viewer' } }, 2)
    const viewer = await caller.as(VIEWER)
    await viewer.refused(imGroup.remove, { params }, 16)
    await caller.ok(imGroup.remove, { params })
    await caller.refused(imGroup.info, { params }, 2)
  },
}

/** Members of a group meet: the viewer and a device that is invited. */
async function meet(caller: Caller, params: Place): Promise<{ viewer: Caller; device: string }> {
  const viewer = await caller.as(VIEWER)
  const device = standingDevice(caller)
  const members = [
    { memberID: 'viewer', memberType: 'User' as const },
    { memberID: device, memberType: 'PU' as const },
  ]
  await caller.ok(imGroup.addMembers, { params, body: { members } })
  await caller.ok(conference.create, { body: { id: params.groupid } })
  await caller.refused(conference.create, { body: { id: params.groupid } }, 3)
  expect((await caller.ok(conference.info, { params })).data.id).toBe(params.groupid)
  for (const member of [caller, viewer]) await member.ok(conference.join, { params })
  await caller.ok(conference.invite, { params, body: { memberID: device } })
  caller.simulator.control.advance({ seconds: 4 })
  return { viewer, device }
}

export const meetings: Scenario = {
  section: 'conferences',
  async run(caller) {
    const params = await newGroup(caller)
    const { viewer, device } = await meet(caller, params)
    await viewer.ok(conference.speak, { params })
    await caller.refused(conference.speak, { params }, 7)
    await viewer.ok(conference.endSpeech, { params })
    await caller.ok(conference.appoint, { params, body: { memberID: device } })
    const { data: members } = await caller.ok(conference.listMembers, { params })
    expect(members.find(({ memberID }) => memberID === device)?.status).toBe(3)
    const asViewer = { ...params, memberid: 'viewer' }
    expect((await caller.ok(conference.memberInfo, { params: asViewer })).data.status).toBe(2)
    await viewer.ok(conference.quit, { params })
    await caller.refused(conference.memberInfo, { params: asViewer }, 2)
    await caller.ok(conference.kick, { params, body: { memberID: device } })
    const defaults = { memberID: 'viewer', memberType: 'User' as const }
    const body = { ...defaults, defaultConfList: [params.groupid] }
    await viewer.ok(conference.addDefaults, { body })
    expect((await viewer.ok(conference.defaults, { query: defaults })).data.defaultConfList).toEqual([params.groupid])
    await viewer.ok(conference.removeDefaults, { body })
    await caller.ok(conference.remove, { params })
    await caller.refused(conference.info, { params }, 2)
  },
}

export const messages: Scenario = {
  section: 'instant messaging',
  async run(caller) {
    const viewer = await caller.as(VIEWER)
    const say = (textMsg: string) =>
      caller.ok(im.send, {
        body: {
          audience: 'viewer',
          audienceType: 'User',
          msgType: 'text',
          msgContent: JSON.stringify({ textMsg }),
        },
      })
    const { beside: first } = await say('Unit 7, report')
    const { beside: second } = await say('Unit 7, come home')
    expect(second.id).toBeGreaterThan(first.id)
    // There is a past: only what was said now.
    const filter = {
      minid: first.id,
      beginTime: 0,
      endTime: 0,
      targetID: 'admin',
      targetType: 'User' as const,
      beenRead: 0 as const,
    }
    const { data: read } = await viewer.ok(im.history, { body: { ...FIRST, filter } })
    expect(read.map(({ id }) => id)).toEqual([second.id, first.id])
    await viewer.ok(im.markRead, { body: { msgid: first.id } })
    expect((await viewer.ok(im.readMark)).data.id).toBe(first.id)
    const { data: unread } = await viewer.ok(im.history, { body: { ...FIRST, filter: { ...filter, beenRead: 1 } } })
    expect(unread.map(({ id }) => id)).toEqual([second.id])
    const search = { minid: first.id, beginTime: 0, endTime: 0, match: 'come', msgType: 'text' as const }
    const { data: found } = await caller.ok(im.search, { body: { ...FIRST, filter: search } })
    expect(found.map(({ id }) => id)).toEqual([second.id])
  },
}

import { describe, expect, it } from 'vitest'
import { JOINED_SETTING } from '../../shared/contract/conferences.ts'
import { PlatformCode } from '../../shared/platform/codes.ts'
import {
  atConference,
  commandCentre,
  conferenceOf,
  conferencesLive,
  conferenceWhere,
  newPress,
  talkDesk,
} from '../support/conferences.ts'
import { record } from '../support/desk.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'

describe('the list', () => {
  it('has every group of the account, and says whether its meeting is on, who is there and who speaks', async () => {
    const platform = await openPlatform()
    const viewer = await talkDesk(platform, 'viewer')
    const groupId = await commandCentre(viewer)
    expect(await conferenceOf(viewer, groupId)).toEqual({
      groupId,
      name: expect.stringContaining('Command centre'),
      isLive: false,
      role: 'member',
      joined: 0,
      mine: 'out',
      speakers: [],
    })
    platform.control.attend({ group: groupId, member: 'operator' })
    platform.control.speech({ group: groupId, member: 'operator', speaking: true })
    const talking = await conferenceWhere(viewer, groupId, 'operator speaks', ({ speakers }) => speakers.length === 1)
    expect(talking).toMatchObject({ isLive: true, joined: 1, mine: 'out' })
    const [{ name, id } = { name: '', id: '' }] = talking.speakers
    expect(id).toBe('operator')
    expect(name).toContain('Duty')
    platform.control.speech({ group: groupId, member: 'operator', speaking: false })
    const silent = await conferenceWhere(viewer, groupId, 'silent', ({ speakers }) => speakers.length === 0)
    expect(silent.lastTalk).toMatchObject({ id: 'operator', name })
    platform.control.endMeeting({ group: groupId })
    await conferenceWhere(viewer, groupId, 'over', ({ isLive }) => !isLive)
  })

  it('gives who comes later the state at once', async () => {
    const platform = await openPlatform()
    const operator = await talkDesk(platform, 'operator')
    const groupId = await commandCentre(operator)
    platform.control.attend({ group: groupId, member: 'admin' })
    platform.control.speech({ group: groupId, member: 'admin', speaking: true })
    const viewer = await talkDesk(platform, 'viewer')
    expect(await conferenceOf(viewer, groupId)).toMatchObject({ isLive: true, joined: 1, speakers: [{ id: 'admin' }] })
    const members = await viewer.client.conferences.members({ groupId })
    expect(members.find(({ id }) => id === 'admin')).toMatchObject({ presence: 'speaking', kind: 'User' })
    expect(members.find(({ id }) => id === 'operator')).toMatchObject({ presence: 'absent' })
    expect(members.length).toBeGreaterThan(3)
  })

  it('knows what happened while it could not hear, before it calls itself live', async () => {
    const { platform, viewer, groupId } = await atConference()
    const phases = record(viewer.client, 'conferences.stateChanged')
    await platform.control.listen({ up: false })
    await until('stale', () => phases.at(-1)?.phase === 'stale')
    platform.control.attend({ group: groupId, member: 'admin' })
    platform.control.speech({ group: groupId, member: 'admin', speaking: true })
    expect((await conferenceOf(viewer, groupId)).speakers).toEqual([])
    const seen: number[] = []
    viewer.client.on('conferences.stateChanged', ({ phase }) => {
      if (phase === 'live') void conferenceOf(viewer, groupId).then(({ speakers }) => seen.push(speakers.length))
    })
    await platform.control.listen({ up: true })
    await conferencesLive(viewer)
    await until('asked when live', () => seen.length > 0)
    expect(seen[0]).toBe(1)
    const members = await viewer.client.conferences.members({ groupId })
    expect(members.find(({ id }) => id === 'admin')?.presence).toBe('speaking')
  })

  it('follows groups that come, and lose this account', async () => {
    const platform = await openPlatform()
    const [admin, viewer] = [await talkDesk(platform, 'admin'), await talkDesk(platform, 'viewer')]
    const call = (operation: string, input: object) => admin.client.platform.call({ operation, ...input })
    const { data } = await call('imgroup.create', { body: { name: 'Flood', expireDelete: 600 } })
    const { id: groupId } = data as { id: string }
    const params = { groupid: groupId }
    await call('imgroup.addMembers', { params, body: { members: [{ memberID: 'viewer', memberType: 'User' }] } })
    const names = async () => (await viewer.client.conferences.list({})).map(({ name }) => name)
    await until('it came', async () => (await names()).includes('Flood'))
    const flood = await conferenceWhere(viewer, groupId, 'begun', ({ isLive }) => isLive)
    expect(flood).toMatchObject({ expiresAfterMs: 600_000, role: 'member' })
    expect(await conferenceOf(admin, groupId)).toMatchObject({ role: 'owner' })
    await call('imgroup.remove', { params })
    await until('it went', async () => !(await names()).includes('Flood'))
  })
})

describe('taking part', () => {
  it('is begun, joined, left and ended; others are called, appointed, silenced and thrown out', async () => {
    const { platform, operator, viewer, groupId } = await atConference()
    const thrown = record(viewer.client, 'conferences.thrownOut')
    const { conferences } = operator.client
    await conferences.appoint({ groupId, memberId: 'viewer' })
    await conferenceWhere(operator, groupId, 'appointed', ({ speakers }) => speakers[0]?.id === 'viewer')
    await conferences.endSpeech({ groupId, memberId: 'viewer' })
    await conferenceWhere(operator, groupId, 'silenced', ({ speakers }) => speakers.length === 0)
    await conferences.kick({ groupId, memberId: 'viewer' })
    await until('told', () => thrown.length === 1)
    expect((await conferenceOf(viewer, groupId)).mine).toBe('out')
    expect((await viewer.client.settings.read({ scope: 'account', key: JOINED_SETTING })).value).toEqual([])
    await expect(viewer.client.conferences.kick({ groupId, memberId: 'operator' })).rejects.toMatchObject({
      details: { platformCode: 16 },
    })
    await conferences.quit({ groupId })
    await conferenceWhere(operator, groupId, 'left', ({ mine }) => mine === 'out')
    const admin = await talkDesk(platform, 'admin')
    await admin.client.conferences.end({ groupId })
    await conferenceWhere(operator, groupId, 'ended', ({ isLive }) => !isLive)
  })

  it('lasts over a lost connection, a new begin and a restart', async () => {
    const { platform, operator, viewer, groupId } = await atConference()
    const rejoined = record(viewer.client, 'conferences.rejoined')
    // As the platform does it with a desk that it does not see any more.
    await platform.control.listen({ up: false })
    await until('lost', async () => (await viewer.client.conferences.state({})).phase === 'stale')
    platform.control.leaveMeeting({ group: groupId, member: 'viewer' })
    await platform.control.listen({ up: true })
    await until('in again', () => rejoined.length > 0)
    await conferenceWhere(viewer, groupId, 'shown', ({ mine }) => mine === 'joined')
    expect(rejoined).toEqual([{ groupIds: [groupId] }])
    platform.control.endMeeting({ group: groupId })
    await conferenceWhere(viewer, groupId, 'over', ({ isLive }) => !isLive)
    await operator.client.conferences.begin({ groupId })
    await conferenceWhere(viewer, groupId, 'in the new one', ({ mine }) => mine === 'joined')
    await viewer.core.dispose()
    platform.control.leaveMeeting({ group: groupId, member: 'viewer' })
    const again = await talkDesk(platform, 'viewer', { folder: viewer.folder })
    await conferenceWhere(again, groupId, 'in after a restart', ({ mine }) => mine === 'joined')
  })

  it('by default is asked for and taken back', async () => {
    const platform = await openPlatform()
    const operator = await talkDesk(platform, 'operator')
    const groupId = await commandCentre(operator)
    const member = { memberId: 'viewer', kind: 'User' as const }
    const { conferences } = operator.client
    await conferences.addDefaults({ ...member, groupIds: [groupId] })
    expect(await conferences.defaults(member)).toEqual({ groupIds: [groupId] })
    await conferences.removeDefaults({ ...member, groupIds: [groupId] })
    expect(await conferences.defaults(member)).toEqual({ groupIds: [] })
    const nobody = { memberId: 'nobody', kind: 'User' as const }
    await expect(conferences.addDefaults({ ...nobody, groupIds: [groupId] })).rejects.toMatchObject({
      code: 'platform',
      details: { platformCode: PlatformCode.notFound },
    })
  })

  it('by default is a thing of who manages the group, and of everybody for himself', async () => {
    const platform = await openPlatform()
    const viewer = await talkDesk(platform, 'viewer')
    const groupId = await commandCentre(viewer)
    const { conferences } = viewer.client
    const of = (memberId: string) => ({ memberId, kind: 'User' as const, groupIds: [groupId] })
    const refused = { code: 'platform', details: { platformCode: PlatformCode.noPermission } }
    await expect(conferences.addDefaults(of('operator'))).rejects.toMatchObject(refused)
    await conferences.addDefaults(of('viewer'))
    // Whenever it is on: nobody here has joined it.
    platform.control.attend({ group: groupId, member: 'operator' })
    await until('called by default', () => platform.control.meeting({ group: groupId })?.['viewer'] !== undefined)
    const told = await until('told', async () => {
      const members = await conferences.members({ groupId })
      return members.find(({ id, presence }) => id === 'viewer' && presence !== 'absent')
    })
    expect(told.isDefault).toBe(true)
    await expect(conferences.removeDefaults(of('operator'))).rejects.toMatchObject(refused)
  })
})

describe('an invitation', () => {
  it('is shown until it is answered or too old, and accepted by joining', async () => {
    const platform = await openPlatform()
    const [operator, viewer] = [await talkDesk(platform, 'operator'), await talkDesk(platform, 'viewer')]
    const groupId = await commandCentre(viewer)
    await operator.client.conferences.begin({ groupId })
    const invited = () =>
      until('invited', async () => {
        await operator.client.conferences.invite({ groupId, memberId: 'viewer' })
        return (await viewer.client.conferences.invitations({}))[0]
      })
    const first = await invited()
    expect(first).toMatchObject({ groupId, name: expect.stringContaining('Command centre') })
    await viewer.client.conferences.answer({ id: first.id, accept: false })
    await until('taken off', () => platform.control.meeting({ group: groupId })?.['viewer'] === undefined)
    expect(await viewer.client.conferences.invitations({})).toEqual([])
    await viewer.client.conferences.answer({ id: (await invited()).id, accept: true })
    await conferenceWhere(viewer, groupId, 'joined', ({ mine }) => mine === 'joined')
    await expect(viewer.client.conferences.answer({ id: first.id, accept: true })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('is accepted by itself where that is set; other commands are refused', async () => {
    const platform = await openPlatform()
    const [operator, viewer] = [await talkDesk(platform, 'operator'), await talkDesk(platform, 'viewer')]
    await viewer.client.settings.write({ scope: 'account', key: 'conferences.accept', value: true })
    const groupId = await commandCentre(viewer)
    await operator.client.conferences.begin({ groupId })
    await operator.client.conferences.invite({ groupId, memberId: 'viewer' })
    await conferenceWhere(viewer, groupId, 'joined', ({ mine }) => mine === 'joined')
    const video = await platform.control.commandDesk({ account: 'viewer', command: 'open_dialog', data: {} })
    expect(video.code).toBe(8)
  })
})

it('has no floor for who is not in the conference', async () => {
  const { viewer, groupId } = await atConference()
  await viewer.client.conferences.quit({ groupId })
  const press = newPress()
  expect(await viewer.client.conferences.press({ groupId, press })).toMatchObject({ phase: 'over', end: 'left', press })
})

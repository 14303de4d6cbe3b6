import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import { operations } from '../../../shared/platform/index.ts'
import { openSound, type ConferenceSoundParts } from './conference-sound.ts'
import type { Conferences } from './conferences.ts'

const { conference } = operations

export function conferencesHandlers(
  conferences: Conferences,
  sound: ConferenceSoundParts,
): DomainHandlers<WatchpostContract, 'conferences'> {
  const work = () => conferences.require()
  return {
    state: () => conferences.state,
    list: () => work().list.all,
    members: ({ groupId }) => work().members(groupId),
    join: ({ groupId }) =>
      work()
        .join(groupId)
        .then(() => null),
    quit: ({ groupId }) =>
      work()
        .quit(groupId)
        .then(() => null),
    openSound: (input, context) => openSound(sound, work(), input, context),
    press: ({ groupId, press }, { connection }) => work().press(groupId, press, connection),
    keep: (_input, { connection }) => {
      work().floors.keep(connection)
      return null
    },
    release: ({ groupId, press }, { connection }) =>
      work()
        .floors.of(groupId)
        .release(press, connection)
        .then(() => null),
    floors: () => work().floors.states,
    invitations: () => conferences.invitations.all,
    answer: ({ id, accept }) => conferences.invitations.answer(id, accept).then(() => null),
    ...meetingHandlers(conferences),
    ...defaultHandlers(conferences),
  }
}

type Handlers = DomainHandlers<WatchpostContract, 'conferences'>

/** What others notice, by the platform's word: the subscription tells what became of it. */
function meetingHandlers(
  conferences: Conferences,
): Pick<Handlers, 'begin' | 'end' | 'invite' | 'kick' | 'appoint' | 'endSpeech'> {
  const call: Conferences['require'] = () => conferences.require()
  const of = (groupId: string) => ({ params: { groupid: groupId } })
  return {
    begin: async ({ groupId }) => {
      await call().session.call(conference.create, { body: { id: groupId } })
      return null
    },
    end: async ({ groupId }) => {
      await call().session.call(conference.remove, of(groupId))
      return null
    },
    invite: async ({ groupId, memberId = '' }) => {
      await call().session.call(conference.invite, { ...of(groupId), body: { memberID: memberId } })
      return null
    },
    kick: async ({ groupId, memberId }) => {
      await call().session.call(conference.kick, { ...of(groupId), body: { memberID: memberId } })
      return null
    },
    appoint: async ({ groupId, memberId }) => {
      await call().session.call(conference.appoint, { ...of(groupId), body: { memberID: memberId } })
      return null
    },
    endSpeech: async ({ groupId, memberId }) => {
      await call().session.call(conference.endSpeech, { ...of(groupId), body: { memberID: memberId } })
      return null
    },
  }
}

function defaultHandlers(conferences: Conferences): Pick<Handlers, 'defaults' | 'addDefaults' | 'removeDefaults'> {
  const call = () => conferences.require().session
  return {
    defaults: async ({ memberId, kind }) => {
      const query = { memberID: memberId, memberType: kind }
      return { groupIds: (await call().call(conference.defaults, { query })).data.defaultConfList }
    },
    addDefaults: async ({ memberId, kind, groupIds }) => {
      const body = { memberID: memberId, memberType: kind, defaultConfList: groupIds }
      await call().call(conference.addDefaults, { body })
      return null
    },
    removeDefaults: async ({ memberId, kind, groupIds }) => {
      const body = { memberID: memberId, memberType: kind, defaultConfList: groupIds }
      await call().call(conference.removeDefaults, { body })
      return null
    },
  }
}

import { expect } from 'vitest'
import type { WebSocket } from 'ws'
import { operations } from '../../../../shared/platform/index.ts'
import { openListener } from '../../../support/offer.ts'
import { until } from '../../../support/until.ts'
import { bvrtcOffer, connectAt, connectBvrtc } from '../../../unit/simulator/media/bvrtc-client.ts'
import type { Caller } from './caller.ts'
import { FIRST } from './pages.ts'
import { OPERATOR } from './devices.ts'
import type { Scenario } from './scenario.ts'

const { conference, imGroup, mediaStream } = operations

const TALK_AND_LISTEN = [
  ['audio', 'sendonly'],
  ['audio', 'recvonly'],
] as const

export const meetingMedia: Scenario = {
  section: 'media stream: sound of meetings',
  async run(caller) {
    const { data: group } = await caller.ok(imGroup.create, { body: { name: 'Sound check' } })
    const { id } = group
    await caller.ok(conference.create, { body: { id } })
    await beforeJoining(caller, id)
    await caller.ok(conference.join, { params: { groupid: id } })
    await webrtc(caller, id)
    const sockets = [await bvrtc(caller, id), await raw(caller, id)]
    const { data: open } = await caller.ok(mediaStream.list, { body: { ...FIRST, filter: { match: id } } })
    expect(open.map(({ targetType, targetId }) => [targetType, targetId])).toEqual(open.map(() => ['Conf', id]))
    expect(open).toHaveLength(2)
    // A meeting that ends takes its sound along.
    await caller.ok(conference.remove, { params: { groupid: id } })
    await until('the websockets are closed', () => sockets.every(({ readyState }) => readyState === 3))
    const { data: left } = await caller.ok(mediaStream.list, { body: FIRST })
    expect(left).toEqual([])
  },
}

async function beforeJoining(caller: Caller, id: string): Promise<void> {
  const sdp = bvrtcOffer(TALK_AND_LISTEN)
  await caller.refused(mediaStream.openConferenceBvrtc, { body: { id, sdp } }, 16)
  await caller.refused(mediaStream.openConferenceSocket, { body: { id } }, 16)
  await caller.refused(mediaStream.openConferenceBvrtc, { body: { id: 'none', sdp } }, 2)
  const operator = await caller.as(OPERATOR)
  await operator.refused(mediaStream.openConferenceSocket, { body: { id } }, 16)
}

async function webrtc(caller: Caller, id: string): Promise<void> {
  const listener = await openListener()
  const { data: opened } = await caller.ok(mediaStream.openConferenceWebrtc, { body: { id, sdp: listener.offer } })
  listener.answer(opened.sdp)
  const status = async () => (await caller.ok(mediaStream.info, { params: { id: opened.dialogid } })).data.status
  await until('the dialog works', async () => (await status()) === 'Working')
  await caller.refused(mediaStream.openConferenceWebrtc, { body: { id, sdp: 'nonsense' } }, 4)
  await caller.ok(mediaStream.close, { params: { dialogid: opened.dialogid } })
}

async function bvrtc(caller: Caller, id: string): Promise<WebSocket> {
  const sdp = bvrtcOffer(TALK_AND_LISTEN)
  const { data: opened } = await caller.ok(mediaStream.openConferenceBvrtc, { body: { id, sdp } })
  expect(opened.sdp.match(/^a=(sendonly|recvonly)/gm)).toEqual(['a=recvonly', 'a=sendonly'])
  const { socket } = await connectBvrtc(caller.simulator.url, opened.sdp)
  return socket
}

async function raw(caller: Caller, id: string): Promise<WebSocket> {
  const { data: opened } = await caller.ok(mediaStream.openConferenceSocket, { body: { id } })
  expect(opened.audio_side).toMatchObject({ code: 'PCMA', channels: 1, SampleRate: 8000 })
  const { socket } = await connectAt(new URL(opened.url, caller.simulator.url.replace(/^http/, 'ws')).href)
  return socket
}

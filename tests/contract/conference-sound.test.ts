/** The sound of a conference by the platform's plain websocket: held by the core, pieces of A-law to and from the window. */
import { expect, it, onTestFinished } from 'vitest'
import { encodeALaw } from '../../shared/media/a-law.ts'
import { atConference, newPress } from '../support/conferences.ts'
import { mediaServer, watchStream } from '../support/stream.ts'
import { until } from '../support/until.ts'

const VOICE_HZ = 700
/** 20 ms that join without a seam. */
const PIECE = Uint8Array.from({ length: 160 }, (_, at) =>
  encodeALaw(Math.round(8000 * Math.sin((2 * Math.PI * VOICE_HZ * at) / 8000))),
)

it('is heard by the others only while the floor is granted, whatever the window sends', async () => {
  const { platform, operator, viewer, groupId } = await atConference()
  const open = async (desk: typeof operator) => {
    const lease = await desk.client.conferences.openSocketSound({ groupId })
    const watched = await watchStream(lease, await mediaServer(desk))
    await until('connected', () => watched.connected.length > 0)
    return watched
  }
  const [talker, listener] = [await open(operator), await open(viewer)]
  const dialog = platform.seen().dialogs.find(({ account }) => account === 'operator')
  expect(dialog).toMatchObject({ protocol: 'bvwsc', purpose: 'conference' })
  const heard = () => platform.control.heard({ dialog: dialog?.id ?? '' })
  const timer = setInterval(() => talker.socket.send(PIECE), 20)
  onTestFinished(() => clearInterval(timer))

  talker.socket.send(PIECE)
  await operator.client.conferences.state({})
  expect(heard().packets).toBe(0)
  const press = newPress()
  await operator.client.conferences.press({ groupId, press })
  await until('voice at the platform', () => heard().frequencyHz === VOICE_HZ)
  await until('and at the other desk', () => listener.sounds.length > 10)
  expect(talker.sounds, 'nobody hears himself').toEqual([])

  await operator.client.conferences.release({ groupId, press })
  const releasedAt = Date.now()
  await until('silence', () => Date.now() - (heard().packetAt ?? 0) > 300)
  expect((heard().packetAt ?? 0) - releasedAt).toBeLessThan(100)

  platform.control.endMeeting({ group: groupId })
  await until('ended', () => talker.ended.length === 1 && listener.ended.length === 1)
  expect(platform.seen().dialogs).toEqual([])
})

it('is nobody’s who is not in the conference', async () => {
  const { operator, groupId } = await atConference()
  await operator.client.conferences.quit({ groupId })
  await expect(operator.client.conferences.openSocketSound({ groupId })).rejects.toMatchObject({ code: 'not-found' })
  await expect(operator.client.conferences.openSound({ groupId, sdp: 'v=0' })).rejects.toMatchObject({
    code: 'not-found',
  })
})

/** Documentation: chapter "Media stream": live dialogs, what runs, closing. */
import { MediaDirection } from '../../../shared/platform/channel.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { BodyOf } from '../../../shared/platform/define.ts'
import { operations } from '../../../shared/platform/index.ts'
import { mayOpen } from '../accounts/access.ts'
import type { Dialog } from '../dialogs.ts'
import type { Device } from '../fleet/build.ts'
import { matches, pageOf } from '../fleet/query.ts'
import { ok, okBeside, refused } from '../http/answer.ts'
import { handler, type HandlerEntry, type SignedCall } from '../http/handler.ts'
import { Refusal } from '../http/refusal.ts'
import { readOffer } from '../media/offer.ts'
import type { Media } from '../media/open.ts'
import type { World } from '../world.ts'
import { infoOf, listed } from './dialog-rows.ts'

type Offered = BodyOf<typeof operations.mediaStream.openDeviceWebrtc>

export function dialogHandlers(world: World, media: Media): HandlerEntry[] {
  const { mediaStream } = operations
  return [
    handler(mediaStream.openDeviceWebrtc, (call) => openLive(world, media, 'webrtc', call)),
    handler(mediaStream.openDeviceBvrtc, (call) => openLive(world, media, 'bvrtc', call)),
    handler(mediaStream.close, ({ params }) =>
      world.dialogs.close(params.dialogid) ? ok({}) : refused(PlatformCode.notFound, 'dialog not found'),
    ),
    handler(mediaStream.list, ({ body }) => {
      const { match, deviceID, userID, proto, index } = body.filter ?? {}
      const found = [...world.dialogs.open.values()].filter(
        (dialog) =>
          (!deviceID || dialog.target.id === deviceID) &&
          (!userID || dialog.account.id === userID) &&
          (!proto || dialog.protocol === proto) &&
          (index === undefined || dialog.channel === index) &&
          matches(match, dialog.id, dialog.account.id, dialog.target.id),
      )
      const { items, pageInfo } = pageOf(found, body)
      return okBeside(items.map(listed), { info: totalRates(found) }, pageInfo)
    }),
    handler(mediaStream.info, ({ params }) => {
      const dialog = world.dialogs.open.get(params.id)
      return dialog ? ok(infoOf(dialog, media.sockets)) : refused(PlatformCode.notFound, 'dialog not found')
    }),
  ]
}

async function openLive(
  world: World,
  media: Media,
  protocol: 'webrtc' | 'bvrtc',
  { body, session, address }: SignedCall<unknown, Offered>,
) {
  const device = world.fleet.byId.get(body.id)
  if (!device) return refused(PlatformCode.notFound, 'device not found')
  if (!mayOpen(world, session.account, device))
    return refused(PlatformCode.noPermission, 'no permission for this device')
  const channel = device.channels.find((entry) => entry.index === body.index)
  if (!channel) return refused(PlatformCode.notFound, 'channel not found')
  if (!device.online) return refused(PlatformCode.offline, 'device is not online')
  const talk = talkIn(body.sdp)
  if (talk !== undefined && (channel.mediaDir & MediaDirection.audioSend) === 0)
    return refused(PlatformCode.unsupported, 'the channel has no loudspeaker')
  if (talk !== undefined && isTalkedTo(world, device, channel.index))
    return refused(PlatformCode.busy, 'somebody talks to this channel already')
  return offerRefused(async () => {
    const peer = await media.open(protocol, body.sdp, media.live(device, channel))
    const dialog = world.dialogs.add({
      account: session.account,
      address,
      purpose: talk === undefined ? 'live' : 'talk',
      protocol,
      target: { type: 'PU', id: device.id },
      device,
      channel: body.index,
      direction: talk ?? channel.mediaDir,
      host: body.host,
      openedAt: world.now(),
      peer,
    })
    return ok({ dialogid: dialog.id, sdp: peer.answer })
  })
}

/** Directions of an offer that talks; undefined for one that only watches and listens. */
function talkIn(sdp: string): number | undefined {
  const sections = readOffer(sdp).filter(({ kind }) => kind === 'audio')
  const sends = sections.some(({ direction }) => direction === 'sendonly' || direction === 'sendrecv')
  const receives = sections.some(({ direction }) => direction === 'recvonly' || direction === 'sendrecv')
  return sends ? MediaDirection.audioSend | (receives ? MediaDirection.audioReceive : 0) : undefined
}

/** A loudspeaker has one voice at a time. Who is gone without a word does not hold it. */
function isTalkedTo(world: World, device: Device, index: number): boolean {
  return [...world.dialogs.open.values()].some(
    (dialog) =>
      dialog.purpose === 'talk' &&
      dialog.device === device &&
      dialog.channel === index &&
      dialog.peer.state !== 'disconnected',
  )
}

/** What cannot be answered is refused with its code. */
export async function offerRefused<A>(run: () => Promise<A>) {
  try {
    return await run()
  } catch (error) {
    if (error instanceof Refusal) return refused(error.code, error.message)
    throw error
  }
}

function totalRates(dialogs: readonly Dialog[]) {
  const sum = (rateOf: (dialog: Dialog) => number) => dialogs.reduce((total, dialog) => total + rateOf(dialog), 0)
  return {
    upBitrateShort: sum(({ peer }) => peer.sent.rate()),
    dwBitrateShort: sum(({ peer }) => peer.received.rate()),
  }
}

/** Documentation: chapter "Media stream": playing files of devices and of the platform. The file is named in the offer. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { BodyOf } from '../../../shared/platform/define.ts'
import { operations } from '../../../shared/platform/index.ts'
import { PLAYBACK_FILE_MISSING } from '../../../shared/platform/media-stream.ts'
import { mayOpen } from '../accounts/access.ts'
import type { Account } from '../accounts.ts'
import type { Target } from '../dialogs.ts'
import type { Device } from '../fleet/build.ts'
import { ok, refused } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import { orRefused, Refusal } from '../http/refusal.ts'
import { readFileId } from '../media/offer.ts'
import type { Media } from '../media/open.ts'
import { createPlayback, type Playback } from '../media/playback.ts'
import { toneFrequency, tonePacket } from '../media/tone.ts'
import { NRU_ID } from '../recordings/recordings.ts'
import type { StoredFile } from '../recordings/stored-file.ts'
import type { World } from '../world.ts'
import { offerRefused } from './dialog.ts'

type Control = BodyOf<typeof operations.mediaStream.controlPlayback>

const MAX_SCALE = 16
const VIDEO_AND_AUDIO = 10

interface Source {
  readonly target: Target
  /** That sends it; undefined when the platform has it. */
  readonly device: Device | undefined
  readonly file: StoredFile
}

export function playbackHandlers(world: World, media: Media): HandlerEntry[] {
  const { mediaStream } = operations
  const playbacks = new Map<string, Playback>()
  world.dialogs.onClosed(({ id }) => playbacks.delete(id))
  return [
    handler(mediaStream.openPlayback, ({ body, session, address }) =>
      offerRefused(async () => {
        const { target, device, file } = sourceOf(world, session.account, body.id, readFileId(body.sdp))
        const playback = createPlayback(filmOf(media, file))
        const peer = await media.open('bvrtc', body.sdp, playback.content)
        const { id } = world.dialogs.add({
          ...{ account: session.account, address, purpose: 'playback', protocol: 'bvrtc', target, device, peer },
          ...{ channel: file.channel, direction: VIDEO_AND_AUDIO, host: body.host, openedAt: world.now() },
        })
        playbacks.set(id, playback)
        return ok({ dialogid: id, sdp: peer.answer })
      }),
    ),
    handler(mediaStream.controlPlayback, ({ params, body }) => {
      const playback = playbacks.get(params.dialogId)
      if (!playback) return refused(PlatformCode.notFound, 'dialog not found')
      return orRefused(() => {
        if (body.cmd === 'TEARDOWN') world.dialogs.close(params.dialogId)
        else control(playback, body)
        const { positionMs, durationMs, scale, sequence, rtpTime } = playback.state
        return ok({ range: [positionMs / 1000, durationMs / 1000], scale, seq: sequence, rtpTime })
      })
    }),
  ]
}

/** Throws `Refusal`. */
function sourceOf(world: World, account: Account, id: string, fileId: string | undefined): Source {
  if (fileId === undefined) throw new Refusal(PlatformCode.badParameter, 'sdp: names no file with u=')
  const device = world.fleet.byId.get(id)
  if (!device && id !== NRU_ID) throw new Refusal(PlatformCode.notFound, 'no such device or storage service')
  if (device && !device.online) throw new Refusal(PlatformCode.offline, 'device is not online')
  const file = device ? world.recordings.deviceFile(device, fileId) : world.recordings.platformFile(fileId)
  const from = device ?? file?.device
  if (from && !mayOpen(world, account, from))
    throw new Refusal(PlatformCode.noPermission, 'no permission for this device')
  if (!file) throw new Refusal(PLAYBACK_FILE_MISSING, 'the file does not exist')
  return { target: device ? { type: 'PU', id } : { type: 'Server', id }, device, file }
}

/** Throws `Refusal`. */
function filmOf(media: Media, { device, content, channel, beginS, endS }: StoredFile) {
  if (content.kind !== 'movie' || !device) throw new Refusal(PlatformCode.unsupported, 'the file cannot be played')
  return {
    scene: media.sceneOf(device, channel),
    identity: { device: device.number, channel },
    beginMs: beginS * 1000,
    durationMs: Math.max(1, endS - beginS) * 1000,
    hasVideo: content.video,
    tone: content.audio ? tonePacket(toneFrequency(device.hash)) : undefined,
  }
}

/** Throws `Refusal`. */
function control(playback: Playback, { cmd, range, scale }: Control): void {
  if (scale !== undefined && (scale === 0 || Math.abs(scale) > MAX_SCALE))
    throw new Refusal(PlatformCode.badParameter, `scale has to be up to ${MAX_SCALE} and not 0`)
  const [fromS, toS] = range ?? []
  if (cmd === 'SEEK' && fromS === undefined) throw new Refusal(PlatformCode.badParameter, 'SEEK without range')
  if (cmd === 'PAUSE') return playback.pause()
  if (fromS !== undefined) playback.seek(fromS * 1000)
  if (cmd === 'PLAY') playback.play(scale, toS === undefined ? undefined : toS * 1000)
  else if (scale !== undefined && playback.state.playing) playback.play(scale)
}

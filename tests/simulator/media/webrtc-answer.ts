/** The platform's answer to a WebRTC offer: one section for each that is offered, with count and order kept. */
import { randomBytes } from 'node:crypto'
import { Audio, RtcpNackResponder, Video, type Direction, type PeerConnection, type Track } from 'node-datachannel'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { Refusal } from '../http/refusal.ts'
import type { MediaContent } from './broadcast.ts'
import { chooseAudio, chooseVideo, type OfferedCodec, type OfferedSection } from './offer.ts'
import { createRtpSource, type RtpSource } from './rtp.ts'

const STREAM = 'simulator'
/** Sent packets that are kept for being asked again. */
const KEPT_PACKETS = 512

export interface AnsweredSection {
  readonly kind: string
  readonly track: Track
  readonly codec: OfferedCodec
  /** Absent when nothing is sent in it. */
  readonly source: RtpSource | undefined
  readonly receives: boolean
}

interface Plan {
  readonly section: OfferedSection
  readonly codec: OfferedCodec | undefined
  readonly sends: boolean
  readonly receives: boolean
}

/** Adds the tracks. Sections that are not served are answered as inactive. Throws `Refusal`. */
export function answerSections(
  connection: PeerConnection,
  sections: readonly OfferedSection[],
  content: MediaContent,
): AnsweredSection[] {
  const plans = sections.map((section) => planOf(section, sections, content))
  return plans.flatMap((plan) => addSection(connection, plan))
}

function planOf(section: OfferedSection, all: readonly OfferedSection[], content: MediaContent): Plan {
  const { kind, direction } = section
  if (kind !== 'video' && kind !== 'audio') throw new Refusal(PlatformCode.unsupported, `sdp: ${kind} is not supported`)
  if (kind === 'video') {
    const codec = chooseVideo(section)
    const wanted = direction === 'recvonly' || direction === 'sendrecv'
    if (wanted && content.codecs?.video === 'H265') throw new Refusal(PlatformCode.unsupported, 'the camera sends H265')
    if (wanted && !codec) throw new Refusal(PlatformCode.unsupported, 'sdp: no H264 with packetization-mode=1')
    return { section, codec, sends: wanted && content.hasVideo, receives: false }
  }
  const codec = chooseAudio(section)
  const sends = codec !== undefined && content.hasSound && section === soundSection(all)
  const offersSound = direction === 'sendonly' || direction === 'sendrecv'
  return { section, codec, sends, receives: codec !== undefined && offersSound && content.hear !== undefined }
}

/** Talking clients offer two sections with sound: the one that only receives is where it goes. */
function soundSection(sections: readonly OfferedSection[]): OfferedSection | undefined {
  const sound = sections.filter(({ kind }) => kind === 'audio')
  return (
    sound.find(({ direction }) => direction === 'recvonly') ?? sound.find(({ direction }) => direction === 'sendrecv')
  )
}

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  'true,true': 'SendRecv',
  'true,false': 'SendOnly',
  'false,true': 'RecvOnly',
  'false,false': 'Inactive',
}

function addSection(connection: PeerConnection, { section, codec, sends, receives }: Plan): AnsweredSection[] {
  const direction = DIRECTIONS[`${sends},${receives}`] ?? 'Inactive'
  const media = section.kind === 'video' ? new Video(section.mid, direction) : new Audio(section.mid, direction)
  const answered = codec ?? section.codecs[0]
  if (answered) describeCodec(media, answered)
  const ssrc = randomBytes(4).readUInt32BE() || 1
  if (sends) media.addSSRC(ssrc, STREAM, STREAM, section.kind)
  const track = connection.addTrack(media)
  if (!codec || !(sends || receives)) return []
  if (sends) track.setMediaHandler(new RtcpNackResponder(KEPT_PACKETS))
  const source = sends ? createRtpSource(ssrc, codec.payloadType, randomBytes(2).readUInt16BE(), STREAM) : undefined
  return [{ kind: section.kind, track, codec, source, receives }]
}

function describeCodec(media: Audio | Video, codec: OfferedCodec): void {
  const name = codec.map.split('/')[0] ?? ''
  if ('addVideoCodec' in media) media.addVideoCodec(codec.payloadType, name, codec.parameters)
  else media.addAudioCodec(codec.payloadType, name, codec.parameters)
}

/** The library writes `PCMA/8000/1`; clients may compare the lines as texts, so each is that of the offer. */
export function withOfferedMaps(answer: string, sections: readonly OfferedSection[]): string {
  const maps = new Map(
    sections.flatMap((section) => section.codecs.map((codec) => [String(codec.payloadType), codec.map])),
  )
  return answer
    .replace(/^a=rtpmap:(\d+) .*$/gm, (line, payloadType: string) => {
      const map = maps.get(payloadType)
      return map ? `a=rtpmap:${payloadType} ${map}` : line
    })
    .replace(/^a=fmtp:\d+ *\r?\n/gm, '')
}

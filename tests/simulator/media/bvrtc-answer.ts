/**
 * The platform's answer to an offer of bvrtc over a websocket. A section names in `a=ssrc` the end that its packets go to:
 * the client's in the offer, ours in the answer. What is not served is left out: clients match by kind and direction.
 */
import { randomBytes } from 'node:crypto'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { AAC_CONFIG, AAC_RATE } from './aac.ts'
import { USUAL_CODECS, type Codecs, type MediaContent } from './broadcast.ts'
import { Refusal } from '../http/refusal.ts'
import { readOffer, type OfferedCodec, type OfferedSection } from './offer.ts'
import type { MediaSockets } from './sockets.ts'

export interface BvrtcSection {
  readonly kind: 'video' | 'audio'
  /** Whether the platform sends in it; it receives otherwise. */
  readonly sends: boolean
  readonly codec: OfferedCodec
  readonly name: Codecs['video'] | Codecs['audio']
  /** What packets to the client carry. */
  readonly theirs: number
  /** What packets to the platform carry. */
  readonly ours: number
}

export interface BvrtcAnswer {
  readonly text: string
  readonly sections: readonly BvrtcSection[]
}

const TRANSPORT = 'WSBV/RTP/AVP'

/** Throws `Refusal`. */
export function answerBvrtc(
  offer: string,
  content: MediaContent,
  session: string,
  sockets: Pick<MediaSockets, 'host' | 'port'>,
): BvrtcAnswer {
  const offered = readOffer(offer)
  if (offered.length === 0) throw new Refusal(PlatformCode.badParameter, 'sdp: no offer')
  const sections = offered.flatMap((section) => answered(section, content))
  if (sections.length === 0) throw new Refusal(PlatformCode.unsupported, 'sdp: nothing of it can be served')
  const head = [
    'v=0',
    `o=- ${BigInt(`0x${session}`)} 1 IN IP4 ${sockets.host}`,
    's=-',
    't=0 0',
    `a=msid-semantic: WMS ${session}`,
  ]
  const body = sections.flatMap((section) => lines(section, sockets))
  return { text: [...head, ...body, ''].join('\r\n'), sections }
}

/** Offers never name these; clients take them all the same. */
const OWN_CODECS: Readonly<Record<string, OfferedCodec>> = {
  H265: { payloadType: 103, map: 'H265/90000', parameters: '' },
  AAC: { payloadType: 97, map: `AAC/${AAC_RATE}`, parameters: `config=${AAC_CONFIG}` },
}

function answered(section: OfferedSection, content: MediaContent): BvrtcSection[] {
  const { kind, transport, direction, ssrc } = section
  if (transport !== TRANSPORT) throw new Refusal(PlatformCode.unsupported, `sdp: ${transport} is not ${TRANSPORT}`)
  if (ssrc === undefined || ssrc === 0) throw new Refusal(PlatformCode.badParameter, 'sdp: a section without ssrc')
  if (kind !== 'video' && kind !== 'audio') return []
  const codec = section.codecs.find(({ map }) => (kind === 'video' ? /^H264\/90000/i : /^PCMA\/8000/i).test(map))
  if (!codec) throw new Refusal(PlatformCode.unsupported, `sdp: no codec for ${kind}`)
  const sends = direction === 'recvonly'
  const name = sends ? (content.codecs ?? USUAL_CODECS)[kind] : kind === 'video' ? 'H264' : 'PCMA'
  const served = sends ? (kind === 'video' ? content.hasVideo : content.hasSound) : kind === 'audio' && content.hear
  const ours = randomBytes(4).readUInt32BE() || 1
  return served ? [{ kind, sends, name, codec: OWN_CODECS[name] ?? codec, theirs: ssrc, ours }] : []
}

function lines(
  { kind, sends, codec, ours }: BvrtcSection,
  { host, port }: Pick<MediaSockets, 'host' | 'port'>,
): string[] {
  return [
    `m=${kind} ${port} ${TRANSPORT} ${codec.payloadType}`,
    `c=IN IP4 ${host}`,
    'a=setup:passive',
    'a=rtcp-mux',
    `a=rtpmap:${codec.payloadType} ${codec.map}`,
    ...(codec.parameters === '' ? [] : [`a=fmtp:${codec.payloadType} ${codec.parameters}`]),
    sends ? 'a=sendonly' : 'a=recvonly',
    `a=ssrc:${ours} cname:simulator`,
    `a=candidate:1 1 TCP 2130706431 ${host} ${port} typ host`,
  ]
}

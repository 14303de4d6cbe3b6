/**
 * The offer of the platform's websocket media (`bvrtc`). Its text is that of the only client known to work, line for line:
 * nothing tells what the platform checks. A section's `ssrc` names our end, to which the platform addresses what it sends.
 */

/** What is wanted of a dialog. */
export interface MediaWish {
  readonly video?: boolean
  readonly listen?: boolean
  readonly talk?: boolean
  /** Of the file to play. */
  readonly fileId?: string
}

export interface OfferedSection {
  readonly kind: 'video' | 'audio'
  /** From our side. */
  readonly direction: 'recvonly' | 'sendonly'
  readonly ssrc: number
}

export interface Offer {
  readonly text: string
  readonly sections: readonly OfferedSection[]
}

/** Bits of the direction mask, which are names of sections too: pictures come, sound goes, sound comes. */
const VIDEO_RECEIVE = 2
const AUDIO_SEND = 4
const AUDIO_RECEIVE = 8

const CODECS = { video: { payloadType: 102, map: 'H264/90000' }, audio: { payloadType: 8, map: 'PCMA/8000' } } as const

export function buildOffer({ video, listen, talk, fileId }: MediaWish): Offer {
  const wanted = [
    ...(video ? [{ bit: VIDEO_RECEIVE, kind: 'video', direction: 'recvonly' } as const] : []),
    ...(talk ? [{ bit: AUDIO_SEND, kind: 'audio', direction: 'sendonly' } as const] : []),
    ...(listen ? [{ bit: AUDIO_RECEIVE, kind: 'audio', direction: 'recvonly' } as const] : []),
  ]
  const sections = wanted.map(({ kind, direction }, index) => ({ kind, direction, ssrc: index * 65_536 + index + 1 }))
  const head = [
    'v=0',
    'o=- 7616956267562890888 1627029237 IN IP4 0.0.0.0',
    's=-',
    ...(fileId === undefined ? [] : [`u=${fileId}`]),
    't=0 0',
  ]
  const body = wanted.flatMap(({ bit, kind, direction }, index) => [
    `m=${kind} 0 WSBV/RTP/AVP ${CODECS[kind].payloadType}`,
    'c=IN IP4 0.0.0.0',
    'a=setup:active',
    `a=mid:${bit}`,
    'a=rtcp-mux',
    'a=rtcp-rsize',
    `a=rtpmap:${CODECS[kind].payloadType} ${CODECS[kind].map}`,
    `a=${direction}`,
    `a=msid:smarteye bvrtc${kind}${bit}`,
    `a=ssrc:${sections[index]?.ssrc ?? 0} cname:besovideo`,
    'a=bvssrc:0',
  ])
  return { text: [...head, ...body, ''].join('\n'), sections }
}

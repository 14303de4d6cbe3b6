/** Reads what an answer needs from an offer SDP. */

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'

export interface OfferedCodec {
  readonly payloadType: number
  /** `H264/90000`, as written in the offer. */
  readonly map: string
  /** Text of the `fmtp` line, empty without one. */
  readonly parameters: string
}

export interface OfferedSection {
  readonly kind: string
  /** `UDP/TLS/RTP/SAVPF` of WebRTC, `WSBV/RTP/AVP` of bvrtc. */
  readonly transport: string
  readonly mid: string
  /** The offerer's end; only in offers of bvrtc it stands in the section itself and matters. */
  readonly ssrc: number | undefined
  /** The offerer's view. */
  readonly direction: Direction
  readonly codecs: readonly OfferedCodec[]
}

/** Sections in order. Empty when the text is no SDP. */
export function readOffer(sdp: string): OfferedSection[] {
  const [head = '', ...parts] = sdp.split(/\r?\n(?=m=)/)
  return head.startsWith('v=0') ? parts.map(readSection) : []
}

function readSection(text: string): OfferedSection {
  const lines = text.split(/\r?\n/)
  const valueOf = (prefix: string) => lines.find((line) => line.startsWith(prefix))?.slice(prefix.length)
  const direction = lines.map((line) => /^a=(sendrecv|sendonly|recvonly|inactive)$/.exec(line)?.[1]).find(Boolean)
  const maps = lines.flatMap((line) => {
    const [, payloadType, map] = /^a=rtpmap:(\d+) (.+)$/.exec(line) ?? []
    return payloadType && map
      ? [{ payloadType: Number(payloadType), map, parameters: valueOf(`a=fmtp:${payloadType} `) ?? '' }]
      : []
  })
  return {
    kind: /^m=(\w+)/.exec(text)?.[1] ?? '',
    transport: /^m=\w+ \d+ (\S+)/.exec(text)?.[1] ?? '',
    mid: valueOf('a=mid:') ?? '',
    ssrc: numberOf(valueOf('a=ssrc:')),
    direction: (direction ?? 'sendrecv') as Direction,
    codecs: maps,
  }
}

function numberOf(text: string | undefined): number | undefined {
  const number = Number.parseInt(text ?? '', 10)
  return Number.isNaN(number) ? undefined : number
}

/** The file that an offer for playback names. */
export function readFileId(sdp: string): string | undefined {
  return /^u=(\S+)\s*$/m.exec(sdp)?.[1]
}

/** H.264 in packetisation mode 1, constrained baseline before plain baseline. */
export function chooseVideo(section: OfferedSection): OfferedCodec | undefined {
  const usable = section.codecs.filter(
    (codec) => /^H264\/90000$/i.test(codec.map) && /packetization-mode=1/.test(codec.parameters),
  )
  return (
    usable.find((codec) => /profile-level-id=42e0/i.test(codec.parameters)) ??
    usable.find((codec) => /profile-level-id=42/i.test(codec.parameters))
  )
}

/** A-law, which needs no encoder of anybody else. */
export function chooseAudio(section: OfferedSection): OfferedCodec | undefined {
  return section.codecs.find((codec) => /^PCMA\/8000$/i.test(codec.map))
}

/**
 * The platform's answer to an offer of `bvrtc`, and where its websocket may be. Sections are matched by kind and direction, not
 * by place; any codec may stand in them. Lines end with LF or CRLF.
 */

export interface AnswerSection {
  readonly kind: 'video' | 'audio' | 'data'
  /** From our side. */
  readonly direction: 'recvonly' | 'sendonly'
  /** What packets and reports that we send for this section carry. */
  readonly ssrc: number
  /** As written, `H264`, `G726-32`, `AAC`. */
  readonly codec: string
  /** Hz. */
  readonly clock: number
  readonly channels: number
  readonly kilobitsPerSecond: number | undefined
  /** Parameters of the format by name: `sprop-parameter-sets`, `config`. */
  readonly parameters: ReadonlyMap<string, string>
}

export interface MediaAddress {
  readonly host: string
  readonly port: number
}

export interface Answer {
  readonly session: string
  readonly sections: readonly AnswerSection[]
  /** The media server's own address. */
  readonly address: MediaAddress | undefined
}

/** Undefined when nothing in it can be used. */
export function readAnswer(text: string): Answer | undefined {
  const parts = text.split(/\r?\n(?=m=)/)
  const sections = parts.filter((part) => part.startsWith('m=')).flatMap((part) => readSection(part) ?? [])
  if (sections.length === 0) return undefined
  const session = /^a=msid-semantic: ?WMS (\S+)/m.exec(text)?.[1] ?? ''
  return { session, sections, address: candidateOf(text) ?? connectionOf(text) }
}

function readSection(part: string): AnswerSection | undefined {
  const ssrc = Number(/^a=ssrc:(\d+)/m.exec(part)?.[1] ?? 0)
  const theirs = /^a=(sendonly|recvonly)\s*$/m.exec(part)?.[1]
  const [, payloadType, map] = /^a=rtpmap:(\d+) (\S+)/m.exec(part) ?? []
  if (!theirs || !map || !(ssrc > 0 && ssrc < 2 ** 32)) return undefined
  const kind = /^m=(\w+)/.exec(part)?.[1]
  return {
    kind: kind === 'video' || kind === 'audio' ? kind : 'data',
    direction: theirs === 'sendonly' ? 'recvonly' : 'sendonly',
    ssrc,
    ...readMap(map),
    parameters: readParameters(part, payloadType ?? ''),
  }
}

/** `PCMA/8000`, `AAC/16000/2`, `G726/8000/32`, `G726-32/8000`: a third number above 10 is a rate, not channels. */
function readMap(map: string) {
  const [codec = '', clock, third] = map.split('/')
  const extra = third === undefined ? undefined : Number(third)
  const inName = /-(\d+)$/.exec(codec)?.[1]
  return {
    codec,
    clock: Number(clock) || 0,
    channels: extra !== undefined && extra >= 1 && extra <= 10 ? extra : 1,
    kilobitsPerSecond: extra !== undefined && extra > 10 ? extra : inName ? Number(inName) : undefined,
  }
}

function readParameters(part: string, payloadType: string): ReadonlyMap<string, string> {
  const line = new RegExp(`^a=fmtp:${payloadType} (.*)$`, 'm').exec(part)?.[1] ?? ''
  return new Map(
    line.split(';').flatMap((pair) => {
      const at = pair.indexOf('=')
      return at < 0 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const]
    }),
  )
}

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/

function candidateOf(text: string): MediaAddress | undefined {
  for (const [, host = '', port] of text.matchAll(/^a=candidate:\S+ \S+ \S+ \S+ (\S+) (\d+) typ \S+/gm)) {
    if (IPV4.test(host) && isPort(Number(port))) return { host, port: Number(port) }
  }
  return undefined
}

function connectionOf(text: string): MediaAddress | undefined {
  const host = /IN IP4 (\S+)/.exec(text)?.[1] ?? ''
  const port = Number(/^m=\w+ (\d+)/m.exec(text)?.[1] ?? 0)
  return IPV4.test(host) && host !== '0.0.0.0' && isPort(port) ? { host, port } : undefined
}

const isPort = (port: number) => port > 0 && port < 65_536

/**
 * Addresses to try, in order: the platform's own, which reaches through its proxies and TLS, then the media server's, which
 * speaks without TLS. `platformUrl`: base of the API.
 */
export function mediaUrls({ session, address }: Answer, platformUrl: string): string[] {
  const path = `/bvvtdu/${session}/ws-bvrtc`
  const { protocol, host } = new URL(platformUrl)
  const urls = [`${protocol === 'https:' ? 'wss' : 'ws'}://${host}${path}`]
  if (address) urls.push(`ws://${address.host}:${address.port}${path}`)
  return [...new Set(urls)]
}

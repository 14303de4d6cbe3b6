/** The little of SDP that is read here. Lines may end with LF only; the browser accepts both. */

interface Codec {
  /** As written, e.g. `H264`. */
  readonly name: string
  /** `video` or `audio`. */
  readonly media: string
}

function codecs(sdp: string): Codec[] {
  const found: Codec[] = []
  let media = ''
  for (const line of sdp.split(/\r?\n/)) {
    media = /^m=(\w+)/.exec(line)?.[1] ?? media
    const name = /^a=rtpmap:\d+ ([^/\s]+)/.exec(line)?.[1]
    if (name !== undefined) found.push({ name, media })
  }
  return found
}

/**
 * The first codec of the answer that the offer did not have, e.g. `H265`: the platform sends what this machine cannot
 * decode. By name, not by payload number: which number stands for it is the browser's business.
 */
export function foreignCodec(offer: string, answer: string): string | undefined {
  const offered = new Set(codecs(offer).map(({ name, media }) => `${media} ${name.toLowerCase()}`))
  return codecs(answer).find(({ name, media }) => !offered.has(`${media} ${name.toLowerCase()}`))?.name
}

/** Names of the codecs of one kind in an SDP, without the helpers for lost packets. */
export function codecNames(sdp: string, media: 'video' | 'audio'): string[] {
  const names = codecs(sdp).filter((codec) => codec.media === media && !HELPERS.has(codec.name.toLowerCase()))
  return [...new Set(names.map(({ name }) => name))]
}

const HELPERS: ReadonlySet<string> = new Set(['rtx', 'red', 'ulpfec', 'flexfec-03', 'telephone-event', 'cn'])

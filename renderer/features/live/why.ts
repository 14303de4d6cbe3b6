/**
 * From a failure to the broken link in the chain (account – platform – device – channel – media server – network – decoder)
 * and one thing to do. Only keys and values: the words stand in the languages, the sentences of errors in `errors`.
 */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { MediaCode } from '../../../shared/platform/media-stream.ts'
import type { Failure } from './failure.ts'

export type Link = 'account' | 'platform' | 'device' | 'channel' | 'media-server' | 'network' | 'decoder' | 'program'

/** A key below `live.why`. Each has `broken` and `advice`. */
export type WhyKey =
  | 'permission'
  | 'session'
  | 'offline'
  | 'unknownChannel'
  | 'unsupported'
  | 'busy'
  | 'noAnswer'
  | 'noVideo'
  | 'noConnection'
  | 'noWebsocket'
  | 'connectionLost'
  | 'noPackets'
  | 'noFrames'
  | 'stalled'
  | 'stalledDecoder'
  | 'ended'
  | 'codec'
  | 'local'

export type Why =
  | { readonly link: Link; readonly key: WhyKey; readonly values: Readonly<Record<string, string>> }
  /** The sentence of the error says what is broken and what to do. */
  | { readonly link: Link; readonly error: ErrorEnvelope }

const PLAIN = {
  'no-answer': { link: 'platform', key: 'noAnswer' },
  'no-video': { link: 'channel', key: 'noVideo' },
  'no-connection': { link: 'network', key: 'noConnection' },
  'no-websocket': { link: 'network', key: 'noWebsocket' },
  'connection-lost': { link: 'network', key: 'connectionLost' },
  'no-packets': { link: 'device', key: 'noPackets' },
  'no-frames': { link: 'decoder', key: 'noFrames' },
  stalled: { link: 'device', key: 'stalled' },
  'stalled-decoder': { link: 'decoder', key: 'stalledDecoder' },
  ended: { link: 'platform', key: 'ended' },
} as const satisfies Record<string, { link: Link; key: WhyKey }>

export function why(failure: Failure): Why {
  switch (failure.cause) {
    case 'refused':
      return whyRefused(failure.error)
    case 'codec':
      return {
        link: 'decoder',
        key: 'codec',
        values: { codec: failure.codec, decodable: failure.decodable.join(', ') },
      }
    case 'local':
      return { link: 'program', key: 'local', values: { reason: failure.reason } }
    default:
      return { ...PLAIN[failure.cause], values: {} }
  }
}

const OWN_WORDS: Readonly<Record<number, { link: Link; key: WhyKey }>> = {
  [PlatformCode.notFound]: { link: 'channel', key: 'unknownChannel' },
  [PlatformCode.offline]: { link: 'device', key: 'offline' },
  [PlatformCode.timeout]: { link: 'device', key: 'noAnswer' },
  [PlatformCode.busy]: { link: 'device', key: 'busy' },
  [PlatformCode.unsupported]: { link: 'channel', key: 'unsupported' },
  [PlatformCode.authentication]: { link: 'account', key: 'session' },
  [PlatformCode.wrongPassword]: { link: 'account', key: 'session' },
  [PlatformCode.maxRetries]: { link: 'account', key: 'session' },
  [PlatformCode.noPermission]: { link: 'account', key: 'permission' },
}

/** A key below `live.said`, with its values. */
export interface Said {
  readonly key: 'message' | 'code' | 'doubtful'
  readonly values: Readonly<Record<string, string | number>>
  /** What `doubtful` may mean as well: a key below `live.mediaCodes`. */
  readonly other?: Exclude<keyof typeof MediaCode, 'success'>
}

/**
 * What the platform itself said when it refused media: its words first, and always its code. Without words a code that the
 * chapter on media prints with another meaning than the global table has both.
 */
export function saidBy(failure: Failure): Said | undefined {
  if (failure.cause !== 'refused' || failure.error.code !== 'platform') return undefined
  const { platformCode: code, platformMessage: message } = failure.error.details
  if (code === undefined) return undefined
  if (message) return { key: 'message', values: { message, code } }
  const other = (Object.keys(MediaCode) as (keyof typeof MediaCode)[]).find((name) => MediaCode[name] === code)
  return other && other !== 'success' ? { key: 'doubtful', values: { code }, other } : { key: 'code', values: { code } }
}

const NETWORK_CODES: ReadonlySet<string> = new Set(['dns', 'refused', 'unreachable', 'reset', 'timeout'])
const PROGRAM_CODES: ReadonlySet<string> = new Set(['internal', 'disconnected', 'unknown-call', 'bad-input', 'limit'])

function whyRefused(error: ErrorEnvelope): Why {
  if (error.code === 'not-signed-in') return { link: 'account', key: 'session', values: {} }
  const code = error.code === 'platform' ? error.details.platformCode : undefined
  const own = code === undefined ? undefined : OWN_WORDS[code]
  if (own) return { ...own, values: {} }
  if (code === PlatformCode.noVtdu) return { link: 'media-server', error }
  if (NETWORK_CODES.has(error.code)) return { link: 'network', error }
  return { link: PROGRAM_CODES.has(error.code) ? 'program' : 'platform', error }
}

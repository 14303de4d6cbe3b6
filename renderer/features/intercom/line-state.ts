/** What a line to a device is doing, and how it ended. */
import type { SpeechEnd } from '../../../shared/contract/intercom.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { Hindrance } from './talk-target.ts'

export type LineState =
  /** First the microphone, then the platform, then the way to the media server. */
  | { readonly phase: 'opening'; readonly step: 'microphone' | 'dialog' | 'connection' }
  /** `silenced`: what ended the last speech, where it was not the operator. */
  | { readonly phase: 'ready'; readonly silenced?: SpeechEnd }
  /** The voice goes out. `until`: epoch ms at which a held key is let go by itself. */
  | { readonly phase: 'talking'; readonly since: number; readonly until?: number }
  | { readonly phase: 'ended'; readonly why: Ending }

/** `why`: a key below `intercom.why`; or the error says it. */
export type Ending = { readonly why: EndKey } | { readonly error: ErrorEnvelope }

export type EndKey =
  Hindrance | 'closed' | 'busy' | 'noConnection' | 'connectionLost' | 'permission' | 'unknownChannel' | 'wentOffline'

const OWN_WORDS: Readonly<Record<number, EndKey>> = {
  [PlatformCode.notFound]: 'unknownChannel',
  [PlatformCode.offline]: 'offline',
  [PlatformCode.busy]: 'busy',
  [PlatformCode.unsupported]: 'noTalk',
  [PlatformCode.noPermission]: 'permission',
}

/** What the platform refuses has words of its own here. */
export function endingOf(error: ErrorEnvelope): Ending {
  const { platformCode } = error.details
  const why = error.code === 'platform' && platformCode !== undefined ? OWN_WORDS[platformCode] : undefined
  return why ? { why } : { error }
}

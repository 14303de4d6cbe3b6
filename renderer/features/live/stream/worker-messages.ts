/** What the page and its worker for streams tell each other. Frames are never among it. */
import type { Effort } from '../governor.ts'
import type { StreamSection } from '../../../../shared/contract/live.ts'

/** Where the channel of the frames is: an address of the server this page came from, or a port that it got. */
export type ChannelSource = { readonly url: string } | { readonly port: MessagePort }

export interface OpenOrder {
  readonly type: 'open'
  readonly id: number
  readonly source: ChannelSource
  readonly video: StreamSection
  readonly audio: StreamSection | undefined
  readonly pictures: WritableStream<VideoFrame>
  /** Where its pictures are kept to be looked at again. */
  readonly tapeId: number
  /** What is waited for in any case, ms. */
  readonly leastDelayMs: number
}

/** Of the tape of a pane, beginning so long ago. */
export interface ReplayOrder {
  readonly type: 'replay'
  readonly id: number
  readonly tapeId: number
  readonly backMs: number
  readonly pictures: WritableStream<VideoFrame>
}

export type Order =
  | OpenOrder
  | ReplayOrder
  | { readonly type: 'close' | 'closeReplay' | 'openTape' | 'closeTape'; readonly id: number }
  | { readonly type: 'seek'; readonly id: number; readonly backMs: number }
  /** Undefined: nobody listens any more. */
  | { readonly type: 'sound'; readonly id: number; readonly sound: WritableStream<AudioData> | undefined }
  /** Of the decoder of a pane, by its tape. */
  | { readonly type: 'effort'; readonly id: number; readonly effort: Effort }
  /** 0: stands still. */
  | { readonly type: 'rate'; readonly id: number; readonly rate: number }

export interface ReplayNumbers {
  /** How long ago what is shown was live. */
  readonly behindMs: number
  /** How far back the tape goes. */
  readonly reachMs: number
  readonly rate: number
}

/** Of one stream since it began. */
export interface StreamNumbers {
  readonly packets: number
  readonly bytes: number
  readonly lost: number
  readonly jitterMs: number
  /** Frames that came out of the decoder. */
  readonly decoded: number
  /** Frames that came and were not shown: the page or the decoder did not keep up. */
  readonly dropped: number
  /** How often it went on with the next key frame after a loss. */
  readonly skips: number
  readonly width: number
  readonly height: number
  /** As the decoder was told it: `avc1.42E01E`. */
  readonly codecString: string
  /** What is waited for on purpose, so that pictures come evenly. */
  readonly delayMs: number
  /** How much later pictures are shown than the quickest one came. */
  readonly behindMs: number
  /** Between the sender's time of the picture shown last and its showing; undefined while the sender does not tell. */
  readonly senderAgeMs: number | undefined
}

export type Report =
  | { readonly type: 'connected'; readonly id: number; readonly isEncrypted: boolean }
  | { readonly type: 'ended'; readonly id: number; readonly reason: string }
  | {
      readonly type: 'codecMissing'
      readonly id: number
      readonly codec: string
      readonly decodable: readonly string[]
    }
  | { readonly type: 'soundMissing'; readonly id: number; readonly codec: string }
  /** The first picture came out of the decoder. */
  | { readonly type: 'picture'; readonly id: number }
  | {
      readonly type: 'numbers'
      readonly streams: readonly (readonly [id: number, numbers: StreamNumbers])[]
      /** Since the numbers before: the latest of its timers, ms. */
      readonly lagMs: number
      readonly replays: readonly (readonly [id: number, numbers: ReplayNumbers])[]
    }

/** From rows of the history and frames of the subscription to what the store takes. */
import {
  AudienceType,
  SpeakerType,
  type AudienceTypeId,
  type SpeakerTypeId,
} from '../../../shared/platform/message-content.ts'
import type { DataOf, FrameOf } from '../../../shared/platform/define.ts'
import type { operations, pushes } from '../../../shared/platform/index.ts'
import { toEpochMs } from '../../../shared/units.ts'
import { storedContent, type StoredContent } from './message-body.ts'

export type HistoryRow = DataOf<typeof operations.im.history>[number]
export type ChatFrame = FrameOf<typeof pushes.im>

/** A message on its way into the store. */
export interface IncomingMessage extends StoredContent {
  readonly id: number
  /** The conversation it belongs to. */
  readonly kind: AudienceTypeId
  readonly partner: string
  readonly speakerKind: SpeakerTypeId
  readonly speaker: string
  /** Where the platform says it. */
  readonly speakerName?: string
  readonly mine: boolean
  /** Epoch ms. */
  readonly time: number
}

const TO_MANY: ReadonlySet<AudienceTypeId> = new Set([
  AudienceType.group,
  AudienceType.deviceGroup,
  AudienceType.userGroup,
])

export function isToMany(kind: AudienceTypeId): boolean {
  return TO_MANY.has(kind)
}

/** `account`: who is signed in here. */
export function incoming(row: HistoryRow & { speakerName?: string }, account: string): IncomingMessage {
  const mine = row.speakerType === SpeakerType.user && row.speaker === account
  // What reaches a terminal of this account was said to its user: it belongs to who said it.
  const isToAudience = mine || isToMany(row.audienceType)
  return {
    id: row.id,
    kind: isToAudience ? row.audienceType : row.speakerType,
    partner: isToAudience ? row.audience : row.speaker,
    speakerKind: row.speakerType,
    speaker: row.speaker,
    ...(row.speakerName ? { speakerName: row.speakerName } : {}),
    mine,
    time: toEpochMs(row.time) ?? 0,
    ...storedContent(row.msgType, row.msgContent),
  }
}

/** IDs that no store can hold would break the order. */
export function hasGoodId(row: { id: number }): boolean {
  return Number.isSafeInteger(row.id) && row.id > 0
}

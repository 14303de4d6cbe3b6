/** One message on record, and the texts around it. */
import type { AudienceTypeId, MessageTypeId, SpeakerTypeId } from '../../../shared/platform/message-content.ts'

/** What somebody says. */
export interface Said {
  readonly audience: string
  readonly audienceType: AudienceTypeId
  readonly type: MessageTypeId
  /** JSON. */
  readonly content: string
}

export interface Message extends Said {
  /** 1, 2, 3 … */
  readonly id: number
  readonly speaker: string
  readonly speakerType: SpeakerTypeId
  /** Epoch ms. */
  readonly timeMs: number
}

export function messageRow(message: Message) {
  return {
    id: message.id,
    speaker: message.speaker,
    speakerType: message.speakerType,
    audience: message.audience,
    audienceType: message.audienceType,
    time: Math.floor(message.timeMs / 1000),
    msgType: message.type,
    msgContent: message.content,
  }
}

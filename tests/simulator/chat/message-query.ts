/** Finds messages, newest first: page 0 below a `maxid` is how one reads back. Documentation: "Check my chat history" and "Advanced query". */
import { AudienceType, type AudienceTypeId } from '../../../shared/platform/message-content.ts'
import { ReadState } from '../../../shared/platform/im.ts'
import { matches } from '../fleet/query.ts'
import type { Message } from './message.ts'

/** 0 or nothing leaves a side open. Both ends belong to it. */
export interface Range {
  readonly minid?: number
  readonly maxid?: number
  /** Epoch s. */
  readonly beginTime: number
  readonly endTime: number
  readonly match?: string
}

/** `messages`: oldest first, numbered from 1 without gaps. */
export function inRange(messages: readonly Message[], range: Range | undefined): Message[] {
  if (!range) return messages.toReversed()
  const { minid, maxid, beginTime, endTime, match } = range
  return messages
    .slice(Math.max(0, (minid ?? 0) - 1), maxid ? Math.max(0, maxid) : undefined)
    .filter(({ timeMs, content }) => {
      const time = Math.floor(timeMs / 1000)
      return time >= beginTime && (endTime === 0 || time <= endTime) && matches(match, content)
    })
    .reverse()
}

export function isInState(message: Message, state: number | undefined, markId: number): boolean {
  if (state === ReadState.unread) return message.id > markId
  return state === ReadState.read ? message.id <= markId : true
}

export interface Partner {
  readonly id: string
  /** Without it any of that id. */
  readonly type: AudienceTypeId | undefined
}

export function isFrom(message: Message, { id, type }: Partner): boolean {
  return message.speaker === id && (type === undefined || message.speakerType === type)
}

export function isTo(message: Message, { id, type }: Partner): boolean {
  return message.audience === id && (type === undefined || message.audienceType === type)
}

/** What `of` and `partner` said to each other, or what anybody said to the group that `partner` is. */
export function isBetween(message: Message, of: Partner, partner: Partner): boolean {
  if (isTo(message, partner)) return isToMany(message) || isFrom(message, of)
  return isFrom(message, partner) && isTo(message, of)
}

/** The documented table of the advanced query. */
export function isOfObjects(message: Message, first: Partner | undefined, second: Partner | undefined): boolean {
  if (!first) return !second || isTo(message, second)
  if (!second) return isFrom(message, first)
  if (first.id === second.id) return isFrom(message, first) || isTo(message, first)
  // Groups do not speak: with one of them this is what `first` said to it.
  return (isFrom(message, first) && isTo(message, second)) || (isFrom(message, second) && isTo(message, first))
}

function isToMany({ audienceType }: Message): boolean {
  return audienceType !== AudienceType.user && audienceType !== AudienceType.device
}

/** Which channel of a device is talked to, and what is known to keep one from it before anything is tried. */
import type { Channel } from '../../../shared/contract/fleet.ts'
import { ChannelRange, MediaDirection } from '../../../shared/platform/channel.ts'
import type { ChannelRef } from '../../ui/channel-drag.ts'

/** A device or terminal, as far as the fleet knows it. */
export interface TalkSource {
  readonly online: boolean
  readonly channels: readonly Channel[]
}

/** What it has of a loudspeaker and of a microphone, seen from here. */
export function canTalkTo({ index, mediaDir }: Channel): boolean {
  return index <= ChannelRange.media[1] && (mediaDir & MediaDirection.audioSend) !== 0
}

export function canHear({ mediaDir }: Channel): boolean {
  return (mediaDir & MediaDirection.audioReceive) !== 0
}

/**
 * The channel that was meant, when it can be talked to; else the first of the device that can: one loudspeaker serves all
 * cameras. Of a device the fleet does not know the one that was meant is tried. Undefined when there is none.
 */
export function talkTarget(meant: ChannelRef, source: TalkSource | undefined): ChannelRef | undefined {
  if (!source) return meant
  const talkable = source.channels.filter(canTalkTo)
  const channel = talkable.find(({ index }) => index === meant.index) ?? talkable[0]
  return channel && { puid: meant.puid, index: channel.index }
}

/** A key below `intercom.why`. `isFresh`: what the fleet says is of now; an old "off-line" keeps nobody from trying. */
export type Hindrance = 'offline' | 'noTalk'

export function hindrance(meant: ChannelRef, source: TalkSource | undefined, isFresh: boolean): Hindrance | undefined {
  if (!talkTarget(meant, source)) return 'noTalk'
  return source && !source.online && isFresh ? 'offline' : undefined
}

/** How messages come in, over HTTP and over the subscription, and how they go out to those they are for. */
import { pushes } from '../../../shared/platform/index.ts'
import { SpeakerType } from '../../../shared/platform/message-content.ts'
import type { Account } from '../accounts.ts'
import { Refusal } from '../http/refusal.ts'
import type { Sent } from '../push/connection.ts'
import type { World } from '../world.ts'
import { concerns, requireAudience } from './audience.ts'
import { requireContent } from './content.ts'
import { messageRow, type Message } from './message.ts'
import { partyOf } from './party.ts'

export interface ChatLine {
  /** Nobody of that name: 2, content that does not fit: 4, not in that group: 16. */
  say(speaker: Account, given: Sent<'im'>): Message
}

type Parts = Pick<
  World,
  'accounts' | 'chatGroups' | 'fleet' | 'memory' | 'messages' | 'now' | 'pushes' | 'sessions' | 'userGroups'
>

export function createChatLine(world: Parts): ChatLine {
  function say(speaker: Account, { audience, audienceType, msgType, msgContent }: Sent<'im'>): Message {
    requireAudience(world, speaker, audienceType, audience)
    requireContent(msgType, msgContent)
    return world.messages.say(SpeakerType.user, speaker.id, {
      audience,
      audienceType,
      type: msgType,
      content: msgContent,
    })
  }

  world.messages.onSaid((message) => {
    const { speaker, speakerType, ...rest } = messageRow(message)
    const speakerName = partyOf(world, speakerType, speaker)?.name ?? speaker
    world.pushes.send('im', { ...rest, speaker, speakerType, speakerName }, ({ account }) =>
      concerns(world, message, account),
    )
  })
  world.pushes.onMessage('im', (given, { session }) => {
    try {
      say(session.account, given)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // There is no answer on this way: what cannot be delivered is lost.
      world.memory.violation({ time: world.now(), method: 'WS', path: pushes.im.path, reason: error.message })
    }
  })
  return { say }
}

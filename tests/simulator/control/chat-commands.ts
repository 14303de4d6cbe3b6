/** Commands over what is said: to speak for others, and to see what the platform has on record. */
import Type from 'typebox'
import { AudienceType, MessageType, SpeakerType } from '../../../shared/platform/message-content.ts'
import { oneOf } from '../../../shared/platform/values.ts'
import { messageRow } from '../chat/message.ts'
import type { World } from '../world.ts'
import { command } from './command.ts'

const Say = Type.Object({
  speaker: Type.String(),
  speakerType: Type.Optional(oneOf(SpeakerType)),
  audience: Type.String(),
  audienceType: Type.Optional(oneOf(AudienceType)),
  /** As many messages; `#` in the text becomes their number, from 1. */
  times: Type.Optional(Type.Integer({ minimum: 1 })),
  text: Type.Optional(Type.String()),
  /** Instead of a text: anything, whether or not it fits. */
  type: Type.Optional(Type.String()),
  content: Type.Optional(Type.String()),
})

export function chatCommands(world: World) {
  return {
    /** Somebody says something, to users unless told otherwise. Gives the IDs. */
    say: command(Say, ({ speaker, speakerType, audience, audienceType, times = 1, text = '', type, content }) =>
      Array.from({ length: times }, (_, at) => {
        const textMsg = text.replaceAll('#', String(at + 1))
        return world.messages.say(speakerType ?? SpeakerType.user, speaker, {
          audience,
          audienceType: audienceType ?? AudienceType.user,
          // Types that nobody knows are what a client has to bear.
          type: (type ?? MessageType.text) as typeof MessageType.text,
          content: content ?? JSON.stringify({ textMsg }),
        }).id
      }),
    ),
    /** All that was ever said, oldest first. */
    messages: command(Type.Object({ from: Type.Optional(Type.Integer({ minimum: 1 })) }), ({ from = 1 }) =>
      world.messages.all.slice(from - 1).map(messageRow),
    ),
    /** Whether fields of the content that the documentation does not know are handed on. */
    foreignFields: command(Type.Object({ kept: Type.Boolean() }), ({ kept }) => {
      world.messages.keepsForeignFields = kept
    }),
    /** How far an account has read. */
    readMark: command(Type.Object({ account: Type.String() }), ({ account }) => world.messages.markOf(account).id),
  }
}

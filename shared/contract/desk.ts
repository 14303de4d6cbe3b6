/** What happened while nobody sat here: alarms, messages, units that came and went, in one order of time. From the store alone. */
import Type, { type Static } from 'typebox'
import { Alarm } from './alarms.ts'
import { Message } from './chat.ts'
import { call, domain, event } from './define.ts'

export const MissedItem = Type.Union([
  Type.Object({ kind: Type.Literal('alarm'), time: Type.Number(), alarm: Alarm }),
  Type.Object({
    kind: Type.Literal('message'),
    time: Type.Number(),
    message: Message,
    conversationName: Type.String(),
  }),
  Type.Object({
    kind: Type.Literal('presence'),
    time: Type.Number(),
    device: Type.Object({ id: Type.String(), name: Type.String() }),
    online: Type.Boolean(),
  }),
])
export type MissedItem = Static<typeof MissedItem>

export const desk = domain({
  calls: {
    /** Since when (by the platform's clock): the last `present`, before the operator came back. Oldest first; `after` is the place of the last item of the page before. */
    missed: call(
      Type.Object({
        since: Type.Optional(Type.Number()),
        after: Type.Optional(Type.Object({ time: Type.Number(), rank: Type.Integer() })),
        limit: Type.Integer({ minimum: 1, maximum: 500 }),
      }),
      Type.Object({
        since: Type.Number(),
        items: Type.Array(MissedItem),
        next: Type.Optional(Type.Object({ time: Type.Number(), rank: Type.Integer() })),
        counts: Type.Object({ alarms: Type.Integer(), messages: Type.Integer(), presence: Type.Integer() }),
      }),
    ),
    /** The operator is at the desk now (a key, the mouse, a window that has the focus): told at most every 30 s. */
    present: call(Type.Object({}), Type.Null()),
    /** Seen all of it: the strip goes. */
    caughtUp: call(Type.Object({}), Type.Null()),
  },
  events: {
    /** The operator came back after at least `awayMs`, and something happened meanwhile. `since` is by the platform's clock. */
    returned: event(Type.Object({ since: Type.Number(), awayMs: Type.Number() })),
  },
})

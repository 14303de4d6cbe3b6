/** Windows that show one layout of the video wall: who shows which, on which monitor, and how they are opened and left. */
import Type, { type Static } from 'typebox'
import { call, domain, event } from './define.ts'

const LayoutId = Type.String({ pattern: '^[a-z]{8}$' })

/** A monitor as an operator names it: from 1, the main one first, then from left to right. Sizes in px of the screen. */
export const MonitorFacts = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  name: Type.String(),
  width: Type.Integer(),
  height: Type.Integer(),
  isPrimary: Type.Boolean(),
})
export type MonitorFacts = Static<typeof MonitorFacts>

export const walls = domain({
  calls: {
    state: call(
      Type.Object({}),
      Type.Object({
        /** Layouts that have a window of their own. */
        claims: Type.Array(LayoutId),
        /** This host opens windows itself; otherwise the page does. */
        opensWindows: Type.Boolean(),
        /** Where it can open them; empty where this host does not know the monitors. */
        monitors: Type.Array(MonitorFacts),
      }),
    ),
    /** This window shows the layout from now on, until its connection ends. One that showed it before is recalled. */
    claim: call(Type.Object({ layoutId: LayoutId }), Type.Object({ claimId: Type.Integer() })),
    /** Opens a window for the layout. Errors: `unsupported` for a host without windows, `not-found` for an unknown monitor. */
    open: call(
      Type.Object({ layoutId: LayoutId, monitor: Type.Optional(Type.Integer({ minimum: 1, maximum: 64 })) }),
      Type.Null(),
    ),
    /** Asks the window of a layout to close, so that the layout can be shown where it was. */
    recall: call(Type.Object({ layoutId: LayoutId }), Type.Null()),
    /** This window has pictures that play: the screen must not go dark. Until told otherwise, or its connection ends. */
    keepAwake: call(Type.Object({ on: Type.Boolean() }), Type.Null()),
    /** The operator leaves a kiosk window, and said so when he was asked. Errors: `unsupported`. */
    leaveKiosk: call(Type.Object({}), Type.Null()),
  },
  events: {
    changed: event(Type.Object({ claims: Type.Array(LayoutId) })),
    /** The window with this claim is to close itself. */
    recalled: event(Type.Object({ claimId: Type.Integer() })),
  },
})

/**
 * Talking with one channel of a device. The page makes the connection and lets its voice out or not; the core has the dialog, as
 * a lease of the window, and knows when somebody talks: a voice that nobody holds any more is ended at the platform. Every
 * speech becomes a line of the ledger. Documentation: chapter "Media stream".
 */
import Type from 'typebox'
import { call, domain, event } from './define.ts'
import { Lease } from './live.ts'

/** How often a window in which somebody talks says so, ms. The core waits six times as long, and ends the dialog then. */
export const INTERCOM_KEEP_MS = 500

/** What a page says of the end of a speech. `blurred`: the window lost the hand that held it. `lost`: connection or microphone. */
export const OWN_SPEECH_ENDS = ['released', 'blurred', 'closed', 'lost'] as const

/**
 * And what the core says: held for too long, a page that does not answer, a machine that sleeps or is locked, a window that is
 * gone, the end of the session.
 */
export const SPEECH_ENDS = [...OWN_SPEECH_ENDS, 'limit', 'silent', 'power', 'window', 'session'] as const
export type SpeechEnd = (typeof SPEECH_ENDS)[number]

const Line = Type.Object({ leaseId: Type.Integer() })

export const intercom = domain({
  calls: {
    /**
     * Opens the dialog; `live.leaseEnded` tells when the core gives it up. Errors: those of `live.open`, of them 7: somebody
     * else talks to it, 8: it cannot be talked to.
     */
    open: call(
      Type.Object({
        puid: Type.String({ minLength: 1, maxLength: 100 }),
        index: Type.Integer({ minimum: 0, maximum: 65535 }),
        sdp: Type.String({ minLength: 1, maxLength: 200_000 }),
      }),
      Lease,
    ),
    /** Closes it, and ends a speech in it. One that is gone is no error. */
    close: call(Line, Type.Null()),
    /**
     * Somebody begins to talk, and `keep` says every so often that he still does. `isHeld`: as long as a key is held, at most
     * until `until` (epoch ms). Errors: `not-found` when the window has no such line.
     */
    talk: call(
      Type.Object({ ...Line.properties, isHeld: Type.Boolean() }),
      Type.Object({ until: Type.Optional(Type.Number()) }),
    ),
    keep: call(Line, Type.Null()),
    quiet: call(Type.Object({ ...Line.properties, end: Type.Enum(OWN_SPEECH_ENDS) }), Type.Null()),
  },
  events: {
    /** The core ended a speech: the window lets nothing out any more. */
    silenced: event(Type.Object({ ...Line.properties, end: Type.Enum(SPEECH_ENDS) })),
  },
})

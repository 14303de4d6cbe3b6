/**
 * Live pictures by WebRTC. The renderer owns the peer connection, the core the signalling: an open dialog is a lease of
 * the connection that asked and is closed at the platform when the pane, the window or the process goes.
 * Documentation: chapter "Media stream".
 */
import Type, { type Static } from 'typebox'
import { ErrorEnvelope } from '../errors.ts'
import { call, domain, event } from './define.ts'

export const Lease = Type.Object({
  leaseId: Type.Integer(),
  /** The platform's answer, with its candidates. */
  sdp: Type.String(),
})
export type Lease = Static<typeof Lease>

export const live = domain({
  calls: {
    /**
     * Opens a dialog. Cancelling the call or losing the connection while it runs closes what the platform opened.
     * Errors: `not-signed-in`, `platform` (5 off-line, 7 busy, 12 no VTDU, 16 no permission …), the ways of the network.
     */
    open: call(
      Type.Object({
        puid: Type.String({ minLength: 1, maxLength: 100 }),
        index: Type.Integer({ minimum: 0, maximum: 65535 }),
        sdp: Type.String({ minLength: 1, maxLength: 200_000 }),
      }),
      Lease,
    ),
    /** Closes a lease of this connection. Closing one that is gone is no error. */
    close: call(Type.Object({ leaseId: Type.Integer() }), Type.Null()),
  },
  events: {
    /** The core gave the lease up by itself (signed out, session expired). */
    leaseEnded: event(Type.Object({ leaseId: Type.Integer(), error: Type.Optional(ErrorEnvelope) })),
  },
})

/**
 * Live pictures by WebRTC or by the platform's websocket media (`bvrtc`). Of WebRTC the renderer owns the peer connection and
 * the core the signalling; of bvrtc the core owns the connection and gives a ticket to the channel of its frames. An open
 * dialog is a lease of the connection that asked and is closed at the platform when the pane, the window or the process goes.
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

const StreamSection = Type.Object({
  /** As the platform writes it: `H264`, `PCMA`, `G726-32`. */
  codec: Type.String(),
  /** Hz. */
  clock: Type.Number(),
  channels: Type.Integer(),
  /** Hexadecimal; what a decoder needs beforehand, where the platform tells it. */
  config: Type.Optional(Type.String()),
})
export type StreamSection = Static<typeof StreamSection>

export const StreamLease = Type.Object({
  leaseId: Type.Integer(),
  /** Opens the channel of the frames, once and within ten seconds (`shared/media/media-message.ts`). */
  ticket: Type.String(),
  /** What the platform sends; absent where it sends none. */
  video: Type.Optional(StreamSection),
  audio: Type.Optional(StreamSection),
})
export type StreamLease = Static<typeof StreamLease>

const Channel = {
  puid: Type.String({ minLength: 1, maxLength: 100 }),
  index: Type.Integer({ minimum: 0, maximum: 65535 }),
}

export const live = domain({
  calls: {
    /**
     * Opens a dialog. Cancelling the call or losing the connection while it runs closes what the platform opened.
     * Errors: `not-signed-in`, `platform` (5 off-line, 7 busy, 12 no VTDU, 16 no permission …), the ways of the network.
     */
    open: call(Type.Object({ ...Channel, sdp: Type.String({ minLength: 1, maxLength: 200_000 }) }), Lease),
    /**
     * The same by websocket media; errors as of `open`, and `bad-answer`. When the stream ends the channel says so.
     */
    openStream: call(Type.Object(Channel), StreamLease),
    /** Closes a lease of this connection. Closing one that is gone is no error. */
    close: call(Type.Object({ leaseId: Type.Integer() }), Type.Null()),
    /** IDs at the platform of the dialogs this connection holds, recordings among them; none while nobody is signed in. */
    dialogs: call(Type.Object({}), Type.Array(Type.String())),
  },
  events: {
    /** The core gave the lease up by itself (signed out, session expired). */
    leaseEnded: event(Type.Object({ leaseId: Type.Integer(), error: Type.Optional(ErrorEnvelope) })),
  },
})

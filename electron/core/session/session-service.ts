import type { ActiveSession } from './active-session.ts'

/** A service that lives with a session. `start` is called when work may begin, `end` before the token is given back. */
export interface SessionService {
  start(session: ActiveSession): void
  end(session: ActiveSession): Promise<void>
  /** An expired session goes on: what waits for its next try may try now. */
  resume?(session: ActiveSession): void
}

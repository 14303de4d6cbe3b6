import type { ActiveSession } from './active-session.ts'

/** A service that lives with a session. `start` is called when work may begin, `end` before the token is given back. */
export interface SessionService {
  /** Others work with it until their own end: it ends when all those have ended. Add it before them, so that it starts first. */
  readonly isFoundation?: boolean
  start(session: ActiveSession): void
  end(session: ActiveSession): Promise<void>
  /** An expired session goes on: what waits for its next try may try now. */
  resume?(session: ActiveSession): void
}

/** Ends all, foundations last. One that fails is told and keeps none from ending. */
export async function endServices(
  services: readonly SessionService[],
  session: ActiveSession,
  onFailed: (reason: unknown) => void,
): Promise<void> {
  for (const isFoundation of [false, true]) {
    const tier = services.filter((service) => (service.isFoundation ?? false) === isFoundation).toReversed()
    const results = await Promise.allSettled(tier.map((service) => service.end(session)))
    for (const result of results) if (result.status === 'rejected') onFailed(result.reason)
  }
}

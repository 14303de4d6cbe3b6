import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { CoreEvents } from '../events.ts'
import type { Host } from '../host.ts'
import type { Session } from '../session/session.ts'
import { writeTracks } from './track-file.ts'
import { readTrackPage } from './track-points.ts'

export function tracksHandlers(
  session: Session,
  host: Host,
  events: CoreEvents,
): DomainHandlers<WatchpostContract, 'tracks'> {
  return {
    page: (wish, { signal }) => readTrackPage(session.require(), wish, signal),
    write: (wish, { signal }) => writeTracks(session.require(), host, events, wish, signal),
  }
}

import type { WatchpostClient } from '../../../../shared/contract/index.ts'
import type { Link, LinkEvents, Way } from './link.ts'
import { openWebrtcLink } from './webrtc-link.ts'

/** Opens the sound of a conference by the way that is wanted. */
export function openLink(
  client: Pick<WatchpostClient, 'conferences' | 'live'>,
  groupId: string,
  events: LinkEvents,
  _way: Way,
  _context: () => AudioContext,
): Link {
  return openWebrtcLink(client, groupId, events)
}

import type { WatchpostClient } from '../../../../shared/contract/index.ts'
import type { Link, LinkEvents, Way } from './link.ts'
import { openSocketLink } from './socket-link.ts'
import { openWebrtcLink } from './webrtc-link.ts'

/** Opens the sound of a conference by the way that is wanted. */
export function openLink(
  client: Pick<WatchpostClient, 'conferences' | 'live'>,
  groupId: string,
  events: LinkEvents,
  way: Way,
): Link {
  return way === 'webrtc' ? openWebrtcLink(client, groupId, events) : openSocketLink(client, groupId, events)
}

import { INTERCOM_KEEP_MS } from '../../../shared/contract/intercom.ts'
import { FLOOR_KEEP_MS } from '../../../shared/contract/conferences.ts'
import { PTZ_KEEP_MS } from '../../../shared/contract/ptz.ts'

/** Every waiting time of the way to the platform and of the local database, in one place, so that tests can run the same code faster. Milliseconds. */
export interface Timings {
  /** Answer to a read or a small write. */
  callMs: number
  /** Answer to a call for which the platform first asks a device, over whatever network that has. */
  deviceMs: number
  /** Nothing more of a file on its way, in either direction, for so long: the way is dead. */
  stallMs: number
  /** Opening a dialog: the platform first talks to the device. */
  dialogMs: number
  /** Opening the websocket of media at one of its addresses. */
  mediaDialMs: number
  /** Nothing from the media server for so long: the stream is dead. */
  mediaSilenceMs: number
  /** A window that was given a stream comes for its frames within this time. */
  mediaUnclaimedMs: number
  /** A file of a recording is that long; the next one begins with the key frame after it. */
  recordingPartMs: number
  /** Empty message on a subscription; the platform closes after 60 s of silence. */
  keepaliveMs: number
  /** Nothing heard on a subscription for so long: it is dead. */
  livenessMs: number
  backoffFirstMs: number
  backoffMostMs: number
  /** How long signing out may wait for dialogs to close and for the platform's answer. */
  farewellMs: number
  /** Status flips are collected for so long before they cross to the renderer. */
  collectMs: number
  /** Positions are collected for so long before they cross to the renderer: a map is drawn four times a second. */
  positionsMs: number
  /** Who is on-line is asked at most this often, however many come and go. */
  onlineUsersMs: number
  /** Notifications of alarms come at most this often; what comes between them is told together. */
  notifyMs: number
  /** How many alarms were raised lately is counted again so often while there were any. */
  recountMs: number
  /** That the operator is at the desk is written down at most this often. */
  presentMs: number
  /** Somebody who was away for so long is told what happened meanwhile. */
  awayMs: number
  /** How far the operator has read is told to the platform at most this often. */
  markReadMs: number
  /** After an answer was lost: the platform may still be at it, and looking for the message comes too early. */
  settleMs: number
  /** From opening the local database to reading it through in the background: not while the screens fill. */
  databaseCheckMs: number
  /** From signing in to forgetting what is too old, and from one such round to the next. */
  retentionFirstMs: number
  retentionMs: number
  /** A window that holds a moving camera said nothing for so long: nobody holds it. */
  ptzSilenceMs: number
  /** Longest move of a camera in one go. */
  ptzMostMs: number
  /** Ceilings of the wait before a camera is told again to stop. */
  ptzStopFirstMs: number
  ptzStopMostMs: number
  /** So long a reservation of a camera stands when it is not said again. */
  ptzReserveMs: number
  /** A window in which somebody talks to a device said nothing for so long: nobody does. */
  intercomSilenceMs: number
  /** A window has so long to hand over the rest of the sound of a speech that is over. */
  soundRestMs: number
  /** Longest speech to a device by a key that is held. */
  intercomMostMs: number
  /** A window that holds the key of a conference said nothing for so long: nobody holds it. */
  floorSilenceMs: number
  /** Ceilings of the wait before a floor is given back again. */
  floorBackFirstMs: number
  floorBackMostMs: number
  /** Who is out of a conference that goes on so long after it was thrown out, and does not come back by itself. */
  thrownOutMs: number
  /** Ceilings of the wait before keys that are heard no more are watched again. */
  keysAgainFirstMs: number
  keysAgainMostMs: number
}

export const TIMINGS: Timings = {
  callMs: 15_000,
  deviceMs: 30_000,
  stallMs: 20_000,
  dialogMs: 30_000,
  mediaDialMs: 4_000,
  mediaSilenceMs: 30_000,
  mediaUnclaimedMs: 10_000,
  recordingPartMs: 15 * 60_000,
  keepaliveMs: 20_000,
  livenessMs: 45_000,
  backoffFirstMs: 1_000,
  backoffMostMs: 30_000,
  farewellMs: 4_000,
  collectMs: 100,
  positionsMs: 250,
  onlineUsersMs: 3_000,
  notifyMs: 3_000,
  recountMs: 15_000,
  presentMs: 30_000,
  awayMs: 600_000,
  markReadMs: 10_000,
  settleMs: 2_000,
  databaseCheckMs: 10_000,
  retentionFirstMs: 300_000,
  retentionMs: 21_600_000,
  ptzSilenceMs: 3 * PTZ_KEEP_MS,
  ptzMostMs: 60_000,
  ptzStopFirstMs: 500,
  ptzStopMostMs: 5_000,
  ptzReserveMs: 300_000,
  intercomSilenceMs: 6 * INTERCOM_KEEP_MS,
  soundRestMs: 2_000,
  intercomMostMs: 60_000,
  floorSilenceMs: 3 * FLOOR_KEEP_MS,
  floorBackFirstMs: 300,
  floorBackMostMs: 5_000,
  thrownOutMs: 1_000,
  keysAgainFirstMs: 2_000,
  keysAgainMostMs: 60_000,
}

/** What a connection needs of them. */
export function patience({ callMs, deviceMs, stallMs }: Timings) {
  return { timeouts: { platform: callMs, device: deviceMs }, stallMs }
}

/**
 * Push-to-talk conferences: the meetings of this account's chat groups, who is in them and who speaks. The floor belongs to the
 * core: a window asks for it with a press of its own making and says again and again that it holds on; whatever ends the
 * press, the window, its connection, the conference or the session gives the floor back, at the platform.
 * Documentation: chapters "IM group" (meetings), "Media stream" (conference), websocket "conference" and "command".
 */
import Type, { type Static } from 'typebox'
import { ErrorEnvelope } from '../errors.ts'
import { MemberType } from '../platform/im-group.ts'
import { call, domain, event } from './define.ts'
import { Lease } from './live.ts'
import { SYNC_STATE } from './sync-state.ts'

/** How often the window that holds the key says so, ms. The core waits for three times as long. */
export const FLOOR_KEEP_MS = 300

/** Account setting: seconds one press may last. */
export const TALK_SECONDS_SETTING = 'conferences.talkSeconds'
export const TALK_SECONDS = { least: 5, usual: 60, most: 600 } as const
/** Account setting: group IDs of the conferences this account takes part in, until it leaves them. Written by the core. */
export const JOINED_SETTING = 'conferences.joined'
/** Account setting: true joins by itself where the platform asks this desk to. */
export const ACCEPT_SETTING = 'conferences.accept'

const GroupId = Type.String({ minLength: 1, maxLength: 200 })
const MemberId = Type.String({ minLength: 1, maxLength: 200 })
const MemberKind = Type.Enum(Object.values(MemberType))

export const ConferencesState = Type.Object(SYNC_STATE)
export type ConferencesState = Static<typeof ConferencesState>

/** `absent`: of the group and not in the meeting. `offline`: in it and lost. */
export const PRESENCES = ['absent', 'offline', 'joining', 'joined', 'speaking'] as const
export type Presence = (typeof PRESENCES)[number]

export const ConferenceMember = Type.Object({
  /** Account or device ID. */
  id: MemberId,
  kind: MemberKind,
  name: Type.String(),
  presence: Type.Enum(PRESENCES),
  /** Epoch ms since when it speaks, as heard here; absent for who does not speak. */
  since: Type.Optional(Type.Number()),
  /** The conference is a default one of this member: it is in it whenever it is on-line. */
  isDefault: Type.Boolean(),
})
export type ConferenceMember = Static<typeof ConferenceMember>

const Talker = Type.Object({
  id: MemberId,
  name: Type.String(),
  /** Epoch ms, as heard here. */
  since: Type.Number(),
})
export type Talker = Static<typeof Talker>

/** What this account may do beside talking: `manager` may call, throw out, appoint and end speeches, `owner` may also end the conference. */
export const ROLES = ['member', 'manager', 'owner'] as const
export type ConferenceRole = (typeof ROLES)[number]

export const Conference = Type.Object({
  /** Of the group, which has at most one conference. */
  groupId: GroupId,
  name: Type.String(),
  /** Whether the group's meeting is on. Of one that is not, nothing else is known. */
  isLive: Type.Boolean(),
  /** Epoch ms. */
  startedAt: Type.Optional(Type.Number()),
  /** A temporary group goes after so many ms without speech; absent for one that stays. */
  expiresAfterMs: Type.Optional(Type.Number()),
  role: Type.Enum(ROLES),
  /** How many are there, speaking or not. */
  joined: Type.Integer(),
  /** `elsewhere`: this account is in it at another desk. `away`: it should be in it from here, and is not. */
  mine: Type.Enum(['out', 'joined', 'elsewhere', 'away'] as const),
  /** In the order they began. */
  speakers: Type.Array(Talker),
  lastTalk: Type.Optional(
    Type.Object({ id: MemberId, name: Type.String(), /** Epoch ms of its end, as heard here. */ at: Type.Number() }),
  ),
})
export type Conference = Static<typeof Conference>

/**
 * Why a press is over: let go of; refused (`error` says why); somebody else has the floor (`by`); this account asks from another
 * window; the window said nothing more or went; talked too long; the machine was locked or sleeps; the session ended; what
 * the platform does cannot be followed now; somebody ended the speech; not in the conference any more; it is over.
 */
export const FLOOR_ENDS = [
  'released',
  'denied',
  'taken',
  'own-window',
  'silent',
  'window',
  'limit',
  'power',
  'session',
  'lost',
  'cut-off',
  'left',
  'ended',
] as const
export type FloorEnd = (typeof FLOOR_ENDS)[number]

/** One press of the key of one conference. */
export const Floor = Type.Object({
  groupId: GroupId,
  /** As the window named it. */
  press: Type.String({ minLength: 1, maxLength: 64 }),
  /**
   * `asked`: no answer yet. `granted`: talk. `returning`: over, and the platform has not said yet that the floor is given back;
   * it is told until it does. `over`.
   */
  phase: Type.Enum(['asked', 'granted', 'returning', 'over'] as const),
  /** Epoch ms since when it is in this phase. */
  since: Type.Number(),
  /** Granted: epoch ms at which it ends by itself. */
  until: Type.Optional(Type.Number()),
  end: Type.Optional(Type.Enum(FLOOR_ENDS)),
  by: Type.Optional(Type.String({ description: 'name of who speaks' })),
  /** Why it was denied, or why giving it back failed so far. */
  error: Type.Optional(ErrorEnvelope),
})
export type Floor = Static<typeof Floor>

/** The platform asks this desk to join. */
export const Invitation = Type.Object({
  id: Type.String(),
  groupId: GroupId,
  name: Type.String(),
  /** Epoch ms after which an answer is too late. */
  until: Type.Number(),
})
export type Invitation = Static<typeof Invitation>

const InGroup = Type.Object({ groupId: GroupId })
const OfMember = Type.Object({ groupId: GroupId, memberId: MemberId })
const Press = Type.Object({ groupId: GroupId, press: Floor.properties.press })
const Member = { memberId: MemberId, kind: MemberKind }
const Defaults = Type.Object({ ...Member, groupIds: Type.Array(GroupId, { maxItems: 500 }) })

export const conferences = domain({
  calls: {
    state: call(Type.Object({}), ConferencesState),
    /** Of every chat group of this account, whether its meeting is on or not. */
    list: call(Type.Object({}), Type.Array(Conference)),
    /** All of the group, and how they are in its meeting; none while it is not on. Errors: `not-found`. */
    members: call(InGroup, Type.Array(ConferenceMember)),
    /** Begins the meeting of the group. Errors here and below: `not-signed-in`, `platform`, the ways of the network. */
    begin: call(InGroup, Type.Null()),
    end: call(InGroup, Type.Null()),
    /** Takes part from now on: also after a reconnect, a restart, and when the meeting begins anew, until `quit`. */
    join: call(InGroup, Type.Null()),
    quit: call(InGroup, Type.Null()),
    /** Without a member: all of the group that are not there. */
    invite: call(Type.Object({ groupId: GroupId, memberId: Type.Optional(MemberId) }), Type.Null()),
    kick: call(OfMember, Type.Null()),
    /** Lets a member speak beside those who do. */
    appoint: call(OfMember, Type.Null()),
    /** Ends a speech of somebody else; one's own ends by `release`. */
    endSpeech: call(OfMember, Type.Null()),
    /** Conferences a member is in by itself whenever it is on-line. */
    defaults: call(Type.Object(Member), Type.Object({ groupIds: Type.Array(Type.String()) })),
    addDefaults: call(Defaults, Type.Null()),
    removeDefaults: call(Defaults, Type.Null()),

    /**
     * Opens the own member channel, two-way sound. The lease is closed by `live.close`, and with its window. Errors: those of
     * `live.open`; `not-found` where this account is not in the conference.
     */
    openSound: call(Type.Object({ groupId: GroupId, sdp: Type.String({ minLength: 1, maxLength: 200_000 }) }), Lease),
    /**
     * Asks for the floor. Ends when it is decided: `granted` or `over` with the reason. Words of refusal are no errors. Errors:
     * `not-signed-in`, `not-found` for no conference.
     */
    press: call(Press, Floor),
    /** The hand still holds every key of this window. */
    keep: call(Type.Object({}), Type.Null()),
    /** Gives the floor back; also one that was asked for and comes later. Not of another window's press. */
    release: call(Press, Type.Null()),
    /** Presses that are not over. */
    floors: call(Type.Object({}), Type.Array(Floor)),

    invitations: call(Type.Object({}), Type.Array(Invitation)),
    /** Errors: `not-found` for one that is answered or too old. */
    answer: call(Type.Object({ id: Type.String(), accept: Type.Boolean() }), Type.Null()),
  },
  events: {
    stateChanged: event(ConferencesState),
    changed: event(Type.Object({ upserts: Type.Array(Conference), removed: Type.Array(GroupId) })),
    /** Without `upserts`: read the members again. */
    membersChanged: event(
      Type.Object({
        groupId: GroupId,
        upserts: Type.Optional(Type.Array(ConferenceMember)),
        removed: Type.Optional(Type.Array(MemberId)),
      }),
    ),
    /** This desk is in these again, after it was lost. */
    rejoined: event(Type.Object({ groupIds: Type.Array(GroupId) })),
    /** Somebody took this desk out of the conference; it does not come back by itself. */
    thrownOut: event(Type.Object({ groupId: GroupId })),
    floorChanged: event(Floor),
    invitationsChanged: event(Type.Object({ invitations: Type.Array(Invitation) })),
  },
})

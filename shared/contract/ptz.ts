/**
 * Cameras that move. A move belongs to the core: the window that holds it says so again and again, and whatever ends the
 * window, its connection or the session ends the move, at the platform. Documentation: chapter "PTZ".
 */
import Type, { type Static } from 'typebox'
import { ErrorEnvelope } from '../errors.ts'
import { PtzOperate } from '../platform/ptz.ts'
import { call, domain, event } from './define.ts'

/** Parts of a camera that move each by itself. */
export const PTZ_MOTORS = ['head', 'zoom', 'focus', 'iris'] as const
export type PtzMotor = (typeof PTZ_MOTORS)[number]

const MOTORS: Readonly<Partial<Record<PtzOperate, PtzMotor>>> = {
  [PtzOperate['zoom in']]: 'zoom',
  [PtzOperate['zoom out']]: 'zoom',
  [PtzOperate['focus farther']]: 'focus',
  [PtzOperate['focus nearer']]: 'focus',
  [PtzOperate['iris open']]: 'iris',
  [PtzOperate['iris close']]: 'iris',
}

export function motorOf(operate: PtzOperate): PtzMotor {
  return MOTORS[operate] ?? 'head'
}

/** How often the window that holds a move says so, ms. The core waits for three times as long. */
export const PTZ_KEEP_MS = 300

export const Camera = Type.Object({
  puid: Type.String({ minLength: 1, maxLength: 100 }),
  /** The channel's PTZ index, not its number. */
  index: Type.Integer({ minimum: 0, maximum: 65535 }),
})
export type Camera = Static<typeof Camera>

/** 0 to 100. */
const Speed = Type.Number({ minimum: 0, maximum: 100 })
const Speeds = { hSpeed: Speed, vSpeed: Speed }
const Operate = Type.Enum(Object.values(PtzOperate))

/**
 * Why a move ended without its holder: the window said nothing more, it went, it was held too long, another window took the
 * camera, the session ended, or the machine slept or was locked.
 */
export const MOVE_ENDS = ['silent', 'window', 'limit', 'taken', 'session', 'power'] as const
export type MoveEnd = (typeof MOVE_ENDS)[number]

export const PtzMove = Type.Object({
  ...Camera.properties,
  motor: Type.Enum(PTZ_MOTORS),
  operate: Operate,
  /** `stopping`: to stand, and the platform has not said yet that it does. */
  phase: Type.Enum(['moving', 'stopping'] as const),
  /** Epoch ms since when it is open. */
  since: Type.Number(),
  ended: Type.Optional(Type.Enum(MOVE_ENDS)),
  /** Why the last try to stop it failed; it is tried again. */
  error: Type.Optional(ErrorEnvelope),
})
export type PtzMove = Static<typeof PtzMove>

const PRESET_ID = Type.Integer({ minimum: 0, maximum: 255 })
const ROUTE_ID = Type.Integer({ minimum: 0 })
const NAME = Type.String({ minLength: 1, maxLength: 64 })

export const Preset = Type.Object({ id: PRESET_ID, name: Type.String() })
export type Preset = Static<typeof Preset>

/** At most 160 × 90 pixels need far less. */
export const MOST_STILL_BYTES = 32 * 1024
const BASE64 = Type.String({
  minLength: 4,
  maxLength: Math.ceil(MOST_STILL_BYTES / 3) * 4,
  pattern: '^[A-Za-z0-9+/]+={0,2}$',
})

/** What a preset showed when its picture was kept on this machine. */
export const PresetStill = Type.Object({
  /** In base64. */
  jpeg: Type.String(),
  /** Epoch ms. */
  time: Type.Number(),
})
export type PresetStill = Static<typeof PresetStill>

export const CruisePoint = Type.Object({
  /** Of the preset. */
  id: PRESET_ID,
  ...Speeds,
  /** Seconds. */
  duration: Type.Integer({ minimum: 0, maximum: 86_400 }),
})
export type CruisePoint = Static<typeof CruisePoint>

export const Cruise = Type.Object({ id: ROUTE_ID, name: Type.String(), points: Type.Array(CruisePoint) })
export type Cruise = Static<typeof Cruise>

/**
 * A round that was started from here and not stopped. The platform does not say whether it runs; `disturbed`: the camera was
 * moved from here since, which may have ended it.
 */
export const CruiseRun = Type.Object({
  ...Camera.properties,
  id: ROUTE_ID,
  /** Epoch ms. */
  since: Type.Number(),
  disturbed: Type.Boolean(),
})
export type CruiseRun = Static<typeof CruiseRun>

/** A colleague's "I need this camera", told like a claim of an alarm. Advice: it keeps nobody from anything. */
export const PtzReservation = Type.Object({
  ...Camera.properties,
  by: Type.String(),
  byName: Type.String(),
  /** Epoch ms by the platform's clock. */
  until: Type.Number(),
  mine: Type.Boolean(),
})
export type PtzReservation = Static<typeof PtzReservation>

const AtPreset = Type.Object({ ...Camera.properties, id: PRESET_ID })
const AtCruise = Type.Object({ ...Camera.properties, id: ROUTE_ID })

export const MOST_CRUISE_POINTS = 64
const NewCruise = Type.Object({
  ...AtCruise.properties,
  name: NAME,
  points: Type.Array(CruisePoint, { minItems: 1, maxItems: MOST_CRUISE_POINTS }),
})

export const ptz = domain({
  calls: {
    /**
     * Moves on until `stop`. What it says is the newest wish: what was wished before and is not sent yet is left out. Ends
     * when the platform took it. Errors: `platform` (2 no PTZ, 5 off-line, 7 busy, 16 no permission), the ways of the network,
     * after which the core stops the camera: it may have heard.
     */
    move: call(Type.Object({ ...Camera.properties, operate: Operate, ...Speeds }), Type.Null()),
    /** The hand still holds every move of this window. */
    keep: call(Type.Object({}), Type.Null()),
    /** Ends when the platform has said that it stands; goes on trying until then. Not of another window's move. */
    stop: call(Type.Object({ ...Camera.properties, motor: Type.Optional(Type.Enum(PTZ_MOTORS)) }), Type.Null()),
    moves: call(Type.Object({}), Type.Object({ moves: Type.Array(PtzMove) })),

    /**
     * Tells the other desks by a `custom` message to the dispatcher group (`claimGroup` of the alarms' settings). Renewed while
     * this desk moves the camera. Errors: `not-found` without a group, those of the call.
     */
    reserve: call(Type.Object({ ...Camera.properties, reserved: Type.Boolean() }), Type.Null()),
    /** That stand now. */
    reservations: call(Type.Object({}), Type.Object({ reservations: Type.Array(PtzReservation) })),

    presets: call(Camera, Type.Object({ presets: Type.Array(Preset) })),
    addPreset: call(Type.Object({ ...AtPreset.properties, name: NAME }), Type.Null()),
    renamePreset: call(Type.Object({ ...AtPreset.properties, name: NAME }), Type.Null()),
    removePreset: call(AtPreset, Type.Null()),
    goToPreset: call(Type.Object({ ...AtPreset.properties, ...Speeds }), Type.Null()),

    /** Keeps a picture of what the preset shows, for this account on this machine. Errors: `bad-input` (no JPEG), `too-large`, `disk`. */
    keepStill: call(Type.Object({ ...AtPreset.properties, jpeg: BASE64 }), Type.Null()),
    still: call(AtPreset, Type.Object({ still: Type.Union([PresetStill, Type.Null()]) })),

    cruises: call(Camera, Type.Object({ cruises: Type.Array(Cruise) })),
    addCruise: call(NewCruise, Type.Null()),
    /**
     * Removes the route and adds it anew: the platform has no other way. When the new one is refused, the old one is put
     * back, as far as the platform lets it. One that ran runs no more.
     */
    changeCruise: call(NewCruise, Type.Null()),
    removeCruise: call(AtCruise, Type.Null()),
    startCruise: call(AtCruise, Type.Null()),
    stopCruise: call(AtCruise, Type.Null()),
    /** In this session. */
    cruiseRuns: call(Type.Object({}), Type.Object({ runs: Type.Array(CruiseRun) })),
  },
  events: {
    /** All that are open, in every window. */
    movesChanged: event(Type.Object({ moves: Type.Array(PtzMove) })),
    reservationsChanged: event(Type.Object({ reservations: Type.Array(PtzReservation) })),
    cruiseRunsChanged: event(Type.Object({ runs: Type.Array(CruiseRun) })),
  },
})

/**
 * Talk keys that work while another program has the focus. A window says which it wants; the host hears those and no others,
 * for as long as the window is there and the computer is neither locked nor asleep.
 */
import Type, { type Static } from 'typebox'
import { call, domain, event } from './define.ts'

/** By `KeyboardEvent.code`: what neither writes nor moves anything in the program that has the focus. */
export const GLOBAL_CODES = [
  ...(['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10', 'F11', 'F12'] as const),
  ...(['F13', 'F14', 'F15', 'F16', 'F17', 'F18', 'F19', 'F20', 'F21', 'F22', 'F23', 'F24'] as const),
  ...(['Insert', 'ScrollLock', 'Pause'] as const),
] as const
const Code = Type.Enum(GLOBAL_CODES)
export type GlobalCode = Static<typeof Code>

/** `held`: it is told when a key goes down and when it comes up. `pressed`: only that it was pressed. */
export const KEY_WAYS = ['held', 'pressed'] as const
export type KeyWay = (typeof KEY_WAYS)[number]

/**
 * Why keys cannot be heard as `held`: Wayland shows no program the keys of others; the part of the program for it is not there or
 * does not load; the system refuses it; it ended by itself.
 */
export const KEY_HINDRANCES = ['wayland', 'missing', 'refused', 'ended'] as const
export type KeyHindrance = (typeof KEY_HINDRANCES)[number]

export const KeysState = Type.Object({
  /**
   * `unavailable`: this host has no such keys. `off`: nobody wants any. `paused`: the computer is locked or asleep. `starting`.
   * `on`: heard by `way`. `lost`: heard no more, it is tried again.
   */
  phase: Type.Enum(['unavailable', 'off', 'paused', 'starting', 'on', 'lost'] as const),
  way: Type.Optional(Type.Enum(KEY_WAYS)),
  /** With `pressed`, why not `held`; with `lost`, what happened. */
  hindrance: Type.Optional(Type.Enum(KEY_HINDRANCES)),
  /** Those that are heard now. */
  codes: Type.Array(Code),
  /** Those the system gave to another program, or does not know. */
  refused: Type.Array(Code),
})
export type KeysState = Static<typeof KeysState>

const Told = Type.Object({ code: Code })

export const keys = domain({
  calls: {
    state: call(Type.Object({}), KeysState),
    /** Exactly these, from now on, for this window; none ends it. */
    watch: call(Type.Object({ codes: Type.Array(Code, { maxItems: GLOBAL_CODES.length }) }), Type.Null()),
  },
  events: {
    stateChanged: event(KeysState),
    down: event(Told),
    /** Only by `held`. */
    up: event(Told),
  },
})

/** Which axis and which button of a controller does what. Kept by its id, for this machine; may have been edited by hand. */
import { isRecord } from '../../../../shared/record.ts'
import { beyondRest, inSteps } from '../speed-curve.ts'

export const AXIS_ROLES = ['pan', 'tilt', 'zoom'] as const
export type AxisRole = (typeof AXIS_ROLES)[number]

/** Held down they move. */
export const HOLD_ROLES = ['zoominc', 'zoomdec', 'focusinc', 'focusdec', 'apertureinc', 'aperturedec'] as const
/** `preset1` goes to the preset with number 1. */
export const PRESET_ROLES = [
  'preset1',
  'preset2',
  'preset3',
  'preset4',
  'preset5',
  'preset6',
  'preset7',
  'preset8',
] as const
export const BUTTON_ROLES = [...HOLD_ROLES, ...PRESET_ROLES, 'togglePtz'] as const
export type ButtonRole = (typeof BUTTON_ROLES)[number]

export interface AxisUse {
  /** Its number at the controller; null for none. */
  readonly axis: number | null
  readonly inverted: boolean
}

export interface ControllerMap {
  /** Positive is to the right, down and nearer. */
  readonly axes: Readonly<Record<AxisRole, AxisUse>>
  readonly buttons: Readonly<Record<ButtonRole, number | null>>
  /** Of the way of an axis to one side: within it the stick rests. */
  readonly deadZone: number
  /** 5 to 100: at full deflection. */
  readonly speed: number
}

export const DEAD_ZONE_RANGE = { least: 0.02, most: 0.6 } as const
export const SPEED_RANGE = { least: 5, most: 100 } as const
/** More than any controller has. */
const MOST_PARTS = 64

const NO_BUTTONS = Object.fromEntries(BUTTON_ROLES.map((role) => [role, null])) as Record<ButtonRole, null>
const USUAL = { deadZone: 0.15, speed: 100 } as const

/** A pad as the browser knows it: the left stick turns, the right one zooms, as do the triggers. */
const PAD: ControllerMap = {
  ...USUAL,
  axes: {
    pan: { axis: 0, inverted: false },
    tilt: { axis: 1, inverted: false },
    // Pushed forward it shows a negative number.
    zoom: { axis: 3, inverted: true },
  },
  buttons: {
    ...NO_BUTTONS,
    zoomdec: 6,
    zoominc: 7,
    focusdec: 4,
    focusinc: 5,
    apertureinc: 12,
    aperturedec: 13,
    togglePtz: 9,
    preset1: 0,
    preset2: 1,
    preset3: 2,
    preset4: 3,
  },
}

/** A desk joystick: it leans, its handle is turned to zoom, and its buttons are presets. */
const JOYSTICK: ControllerMap = {
  ...USUAL,
  axes: {
    pan: { axis: 0, inverted: false },
    tilt: { axis: 1, inverted: false },
    zoom: { axis: 2, inverted: false },
  },
  buttons: { ...NO_BUTTONS, ...Object.fromEntries(PRESET_ROLES.map((role, at) => [role, at])) },
}

/** What a controller does as long as nobody changed it. `mapping`: the browser's word, `standard` for a pad it knows. */
export function usualMap(mapping: string): ControllerMap {
  return mapping === 'standard' ? PAD : JOYSTICK
}

/** Reads a kept map; undefined when it is none. Numbers out of range are brought into it. */
export function parseMap(value: unknown): ControllerMap | undefined {
  if (!isRecord(value)) return undefined
  const { axes, buttons, deadZone, speed } = value
  if (!isRecord(axes) || !isRecord(buttons)) return undefined
  return {
    axes: { pan: parseUse(axes['pan']), tilt: parseUse(axes['tilt']), zoom: parseUse(axes['zoom']) },
    buttons: Object.fromEntries(BUTTON_ROLES.map((role) => [role, parsePart(buttons[role])])) as Record<
      ButtonRole,
      number | null
    >,
    deadZone: within(deadZone, DEAD_ZONE_RANGE, USUAL.deadZone),
    speed: within(speed, SPEED_RANGE, USUAL.speed),
  }
}

/**
 * @param value of the axis, −1 to 1; undefined where the controller has none
 * @returns the speed, signed, in steps; 0 while it rests
 */
export function axisSpeed(value: number | undefined, inverted: boolean, deadZone: number, speed: number): number {
  if (value === undefined) return 0
  const share = beyondRest(Math.abs(value), deadZone)
  if (!(share > 0)) return 0
  return inSteps(share * speed) * Math.sign(value) * (inverted ? -1 : 1)
}

/** A button does one thing, an axis too: who had it before has none. */
export function withButton(map: ControllerMap, role: ButtonRole, button: number | null): ControllerMap {
  const others = BUTTON_ROLES.map((other) => [other, map.buttons[other] === button ? null : map.buttons[other]])
  return { ...map, buttons: { ...(Object.fromEntries(others) as typeof map.buttons), [role]: button } }
}

export function withAxis(map: ControllerMap, role: AxisRole, use: AxisUse): ControllerMap {
  const others = AXIS_ROLES.map((other) => {
    const had = map.axes[other]
    return [other, use.axis !== null && had.axis === use.axis ? { ...had, axis: null } : had]
  })
  return { ...map, axes: { ...(Object.fromEntries(others) as typeof map.axes), [role]: use } }
}

function parseUse(value: unknown): AxisUse {
  if (!isRecord(value)) return { axis: null, inverted: false }
  return { axis: parsePart(value['axis']), inverted: value['inverted'] === true }
}

function parsePart(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < MOST_PARTS ? value : null
}

function within(value: unknown, { least, most }: { least: number; most: number }, usual: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : usual
}

/**
 * A controller's hand on a camera, one look at it at a time. It moves only what it saw at rest before: whatever took the hand
 * away (another pane, the window, a refusal, a cable), a stick that is still held does not move on. A look that shows nothing
 * new allocates nothing and says nothing.
 */
import { PTZ_MOTORS, type Camera } from '../../../../shared/contract/ptz.ts'
import type { PtzOperate } from '../../../../shared/platform/ptz.ts'
import { directionAt } from '../direction.ts'
import type { PtzHand } from '../hand.ts'
import { inSteps } from '../speed-curve.ts'
import {
  axisSpeed,
  BUTTON_ROLES,
  PRESET_ROLES,
  type AxisUse,
  type ButtonRole,
  type ControllerMap,
} from './controller-map.ts'

/** What is read of a `Gamepad`. */
export interface PadState {
  readonly axes: readonly number[]
  readonly buttons: readonly { readonly pressed: boolean }[]
}

export interface DriverParts {
  readonly hand: Pick<PtzHand, 'move' | 'release'>
  /** 1 to 100, of what is moved by buttons. */
  readonly buttonSpeed: () => number
  readonly goToPreset: (camera: Camera, id: number) => void
  readonly togglePtz: () => void
  /** Tells the operator why a move was refused. */
  readonly report: (action: Promise<unknown>) => void
}

const HEAD = PTZ_MOTORS.indexOf('head')
const ZOOM = PTZ_MOTORS.indexOf('zoom')
const FOCUS = PTZ_MOTORS.indexOf('focus')
const IRIS = PTZ_MOTORS.indexOf('iris')

export class ControllerDriver {
  readonly #parts: DriverParts
  #camera: Camera | undefined
  /** By motor: what it was told last. */
  readonly #operate: (PtzOperate | undefined)[] = PTZ_MOTORS.map(() => undefined)
  readonly #hSpeed: number[] = PTZ_MOTORS.map(() => 0)
  readonly #vSpeed: number[] = PTZ_MOTORS.map(() => 0)
  /** By motor: it has to be seen at rest first. */
  readonly #mustRest: boolean[] = PTZ_MOTORS.map(() => true)
  /** By role. A button that was down already does nothing new. */
  readonly #down: boolean[] = BUTTON_ROLES.map(() => true)

  constructor(parts: DriverParts) {
    this.#parts = parts
  }

  /** One look. */
  look(pad: PadState, map: ControllerMap, camera: Camera): void {
    if (camera.puid !== this.#camera?.puid || camera.index !== this.#camera.index) {
      this.letGo()
      this.#camera = camera
    }
    const pan = speedOf(pad, map, map.axes.pan)
    const tilt = speedOf(pad, map, map.axes.tilt)
    this.#drive(HEAD, directionAt(pan, tilt), Math.abs(pan), Math.abs(tilt))
    const zoom = speedOf(pad, map, map.axes.zoom)
    if (zoom !== 0) this.#drive(ZOOM, zoom > 0 ? 'zoominc' : 'zoomdec', Math.abs(zoom), Math.abs(zoom))
    else this.#driveByButtons(pad, map, ZOOM, 'zoominc', 'zoomdec')
    this.#driveByButtons(pad, map, FOCUS, 'focusinc', 'focusdec')
    this.#driveByButtons(pad, map, IRIS, 'apertureinc', 'aperturedec')
    if (this.#isPressedAnew(pad, map, 'togglePtz')) this.#parts.togglePtz()
    for (let at = 0; at < PRESET_ROLES.length; at++) {
      const role = PRESET_ROLES[at]
      if (role && this.#isPressedAnew(pad, map, role)) this.#parts.goToPreset(camera, at + 1)
    }
  }

  /** Stops what it moves. */
  letGo(): void {
    for (let at = 0; at < PTZ_MOTORS.length; at++) {
      const motor = PTZ_MOTORS[at]
      if (this.#camera && motor && this.#operate[at] !== undefined) void this.#parts.hand.release(this.#camera, motor)
      this.#operate[at] = undefined
      this.#mustRest[at] = true
    }
    this.#down.fill(true)
    this.#camera = undefined
  }

  #driveByButtons(
    pad: PadState,
    map: ControllerMap,
    at: number,
    more: ButtonRole & PtzOperate,
    less: typeof more,
  ): void {
    const isMore = isDown(pad, map, more)
    const speed = this.#parts.buttonSpeed()
    this.#drive(at, isMore === isDown(pad, map, less) ? undefined : isMore ? more : less, speed, speed)
  }

  #drive(at: number, operate: PtzOperate | undefined, hSpeed: number, vSpeed: number): void {
    const motor = PTZ_MOTORS[at]
    const camera = this.#camera
    if (!motor || !camera) return
    if (operate === undefined) {
      this.#mustRest[at] = false
      if (this.#operate[at] === undefined) return
      this.#operate[at] = undefined
      void this.#parts.hand.release(camera, motor)
      return
    }
    if (this.#mustRest[at]) return
    if (operate === this.#operate[at] && hSpeed === this.#hSpeed[at] && vSpeed === this.#vSpeed[at]) return
    this.#operate[at] = operate
    this.#hSpeed[at] = hSpeed
    this.#vSpeed[at] = vSpeed
    this.#parts.report(this.#move(camera, at, operate))
  }

  /** Refused once, it is not asked again and again by a stick that is held, nor reported for each step of its way. */
  async #move(camera: Camera, at: number, operate: PtzOperate): Promise<void> {
    const [hSpeed, vSpeed] = [inSteps(this.#hSpeed[at] ?? 0), inSteps(this.#vSpeed[at] ?? 0)]
    try {
      await this.#parts.hand.move(camera, { operate, hSpeed, vSpeed })
    } catch (error) {
      if (this.#mustRest[at]) return
      this.#mustRest[at] = true
      const motor = PTZ_MOTORS[at]
      if (motor && this.#operate[at] !== undefined) void this.#parts.hand.release(camera, motor)
      this.#operate[at] = undefined
      throw error
    }
  }

  #isPressedAnew(pad: PadState, map: ControllerMap, role: ButtonRole): boolean {
    const at = BUTTON_ROLES.indexOf(role)
    const was = this.#down[at] === true
    const is = isDown(pad, map, role)
    this.#down[at] = is
    return is && !was
  }
}

function speedOf(pad: PadState, { deadZone, speed }: ControllerMap, { axis, inverted }: AxisUse): number {
  return axis === null ? 0 : axisSpeed(pad.axes[axis], inverted, deadZone, speed)
}

function isDown(pad: PadState, map: ControllerMap, role: ButtonRole): boolean {
  const button = map.buttons[role]
  return button !== null && pad.buttons[button]?.pressed === true
}

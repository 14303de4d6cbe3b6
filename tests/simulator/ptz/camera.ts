/** A camera on a pan-tilt head: where it looks, moved by hand, to a preset or along a route. */
import type { PtzOperate } from '../../../shared/platform/ptz.ts'
import type { Clock } from '../clock.ts'
import { createAxis, type Axis } from './axis.ts'

/** Pan and tilt in degrees (pan 0 to 360, tilt 0 level, down negative), zoom as a factor, focus and iris in percent. */
export interface View {
  readonly pan: number
  readonly tilt: number
  readonly zoom: number
  readonly focus: number
  readonly iris: number
}

/** 0 to 100 each. */
export interface Speeds {
  readonly hSpeed: number
  readonly vSpeed: number
}

export interface Stop extends Speeds {
  readonly view: View
  readonly stayMs: number
}

export interface Camera {
  view(): View
  isMoving(): boolean
  /** Moves until it is stopped, or to the end of the range. A route that runs is left. */
  move(operate: PtzOperate, speeds: Speeds): void
  /** Ends what `operate` moves. */
  stop(operate: PtzOperate): void
  /** A route that runs is left. */
  goTo(view: View, speeds: Speeds): void
  /** Moves from stop to stop, over and over. `nextStops` is asked before each round: a route may have changed. */
  cruise(route: number, nextStops: () => readonly Stop[]): void
  /** The route that runs. */
  readonly route: number | undefined
  /** Ends the route and stands. */
  leave(): void
}

/** At speed 100: degrees a second, factors a second, percent a second. */
const FASTEST = { pan: 100, tilt: 60, zoom: 8, focus: 40, iris: 40 } as const

type AxisName = keyof View

interface Motion {
  readonly axis: AxisName
  readonly sign: 1 | -1
}

const pan = (sign: 1 | -1): Motion => ({ axis: 'pan', sign })
const tilt = (sign: 1 | -1): Motion => ({ axis: 'tilt', sign })

const MOTIONS: Readonly<Record<PtzOperate, readonly Motion[]>> = {
  up: [tilt(1)],
  down: [tilt(-1)],
  left: [pan(-1)],
  right: [pan(1)],
  lefttop: [pan(-1), tilt(1)],
  righttop: [pan(1), tilt(1)],
  leftdown: [pan(-1), tilt(-1)],
  rightdown: [pan(1), tilt(-1)],
  zoominc: [{ axis: 'zoom', sign: 1 }],
  zoomdec: [{ axis: 'zoom', sign: -1 }],
  focusinc: [{ axis: 'focus', sign: 1 }],
  focusdec: [{ axis: 'focus', sign: -1 }],
  apertureinc: [{ axis: 'iris', sign: 1 }],
  aperturedec: [{ axis: 'iris', sign: -1 }],
}

const AXES = ['pan', 'tilt', 'zoom', 'focus', 'iris'] as const

export function createCamera(clock: Clock, start: View): Camera {
  const axes: Readonly<Record<AxisName, Axis>> = {
    pan: createAxis({ low: 0, high: 360, isRound: true }, start.pan),
    tilt: createAxis({ low: -90, high: 20 }, start.tilt),
    zoom: createAxis({ low: 1, high: 30 }, start.zoom),
    focus: createAxis({ low: 0, high: 100 }, start.focus),
    iris: createAxis({ low: 0, high: 100 }, start.iris),
  }
  let route: number | undefined
  let cancelNext: () => void = () => undefined

  function leaveRoute(): void {
    cancelNext()
    route = undefined
  }

  /** Epoch ms when all axes stand. The lens follows the head: it has no speed of its own. */
  function travel(view: View, { hSpeed, vSpeed }: Speeds): number {
    const nowMs = clock.now()
    const lens = Math.max(hSpeed, vSpeed)
    const speeds: View = { pan: hSpeed, tilt: vSpeed, zoom: lens, focus: lens, iris: lens }
    return Math.max(...AXES.map((name) => axes[name].goTo(nowMs, view[name], (speeds[name] / 100) * FASTEST[name])))
  }

  function visit(stops: readonly Stop[], place: number, nextStops: () => readonly Stop[]): void {
    const stop = stops[place]
    if (!stop) {
      const round = nextStops()
      if (round.length > 0) visit(round, 0, nextStops)
      else leaveRoute()
      return
    }
    const arrivalMs = travel(stop.view, stop)
    // A head told to move at no speed never gets there: it stays for its time and goes on. No stop takes no time at all.
    const restMs = Math.max(stop.stayMs, 1000)
    cancelNext = clock.at((Number.isFinite(arrivalMs) ? arrivalMs : clock.now()) + restMs, () =>
      visit(stops, place + 1, nextStops),
    )
  }

  return {
    view() {
      const nowMs = clock.now()
      const { pan, tilt, zoom, focus, iris } = axes
      return {
        pan: pan.at(nowMs),
        tilt: tilt.at(nowMs),
        zoom: zoom.at(nowMs),
        focus: focus.at(nowMs),
        iris: iris.at(nowMs),
      }
    },
    isMoving: () => AXES.some((name) => axes[name].isMoving(clock.now())),
    move(operate, { hSpeed, vSpeed }) {
      leaveRoute()
      const nowMs = clock.now()
      // A new direction ends the old one.
      if (MOTIONS[operate].some(({ axis }) => axis === 'pan' || axis === 'tilt'))
        for (const name of ['pan', 'tilt'] as const) axes[name].halt(nowMs)
      for (const { axis, sign } of MOTIONS[operate]) {
        const speed = axis === 'pan' ? hSpeed : axis === 'tilt' ? vSpeed : Math.max(hSpeed, vSpeed)
        axes[axis].drive(nowMs, sign * (speed / 100) * FASTEST[axis])
      }
    },
    stop(operate) {
      leaveRoute()
      for (const { axis } of MOTIONS[operate]) axes[axis].halt(clock.now())
    },
    goTo(view, speeds) {
      leaveRoute()
      travel(view, speeds)
    },
    cruise(id, nextStops) {
      leaveRoute()
      route = id
      visit([], 0, nextStops)
    },
    get route() {
      return route
    },
    leave() {
      leaveRoute()
      for (const name of AXES) axes[name].halt(clock.now())
    },
  }
}

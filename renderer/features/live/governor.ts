/**
 * What this machine can do is given to the panes that are looked at. When it is short of power for some seconds, those looked at
 * least show key frames only, then a still every ten seconds; when it is calm for a while they come back one by one. Pure: it
 * is told the load and the panes once a second, and says what each shall do.
 */

/**
 * - `all`: every picture. - `keys`: key frames only. - `stills`: one of them every ten seconds. - `hidden`: nobody can see it;
 * key frames only, so that it is there at once.
 */
export type Effort = 'all' | 'keys' | 'stills' | 'hidden'

export interface GovernedPane {
  readonly id: number
  /** On screen: shown by its layout, in an area that is shown, in a window that is. */
  readonly isVisible: boolean
  /** Selected, maximised, or its camera is being moved: never reduced. */
  readonly isHeld: boolean
  readonly isHeard: boolean
  /** When the pointer was on it last, ms. */
  readonly lookedAtMs: number
  readonly areaPx: number
}

/** Of the last second. */
export interface Load {
  /** By how much timers of the worker were late, ms: the largest. */
  readonly lagMs: number
  /** Longest time between two frames of the page, ms. */
  readonly frameMs: number
  /** Pictures that came and were not shown because the decoder did not keep up. */
  readonly dropped: number
}

export const STRAINED: Load = { lagMs: 150, frameMs: 200, dropped: 5 }
const CALM: Load = { lagMs: 60, frameMs: 80, dropped: 1 }
/** Strained for so long: something has to give. */
const STRAINED_SECONDS = 3
/** Calm for so long: one pane comes back. Doubles when that was too much. */
const CALM_SECONDS = 8
const MOST_CALM_SECONDS = 240
/** A pane that came back must do no harm for so long. */
const PROOF_SECONDS = 20
/** Of the panes that can be reduced, at each step. */
const STEP_SHARE = 0.15

export class Governor {
  /** Steps taken: the first n panes in order show key frames, beyond their number stills. */
  #steps = 0
  #strainedFor = 0
  #calmFor = 0
  #calmNeeded = CALM_SECONDS
  #sinceReturn = Infinity

  /** Called once a second. `isOn`: whether the operator lets it. */
  step(load: Load, panes: readonly GovernedPane[], isOn: boolean): ReadonlyMap<number, Effort> {
    const order = panes.filter(({ isVisible, isHeld }) => isVisible && !isHeld).toSorted(leastLookedAtFirst)
    if (isOn) this.#weigh(load, order.length)
    else this.#steps = 0
    const efforts = new Map(panes.map(({ id, isVisible }) => [id, isVisible ? 'all' : 'hidden'] as [number, Effort]))
    order.forEach(({ id }, at) => {
      if (at < this.#steps - order.length) efforts.set(id, 'stills')
      else if (at < this.#steps) efforts.set(id, 'keys')
    })
    return efforts
  }

  #weigh(load: Load, reducible: number): void {
    const isStrained = exceeds(load, STRAINED)
    const isCalm = !exceeds(load, CALM)
    this.#strainedFor = isStrained ? this.#strainedFor + 1 : 0
    // One late second among calm ones puts off, it does not begin anew.
    this.#calmFor = isStrained ? 0 : Math.max(0, this.#calmFor + (isCalm ? 1 : -1))
    this.#sinceReturn++
    if (this.#strainedFor >= STRAINED_SECONDS) {
      this.#strainedFor = 0
      if (this.#sinceReturn < PROOF_SECONDS) this.#calmNeeded = Math.min(MOST_CALM_SECONDS, this.#calmNeeded * 2)
      this.#steps = Math.min(2 * reducible, this.#steps + Math.max(1, Math.ceil(reducible * STEP_SHARE)))
    } else if (this.#calmFor >= this.#calmNeeded && this.#steps > 0) {
      this.#calmFor = 0
      this.#sinceReturn = 0
      this.#steps = Math.min(this.#steps, 2 * reducible) - 1
    }
    if (this.#steps <= 0 && this.#calmFor > MOST_CALM_SECONDS) this.#calmNeeded = CALM_SECONDS
    this.#steps = Math.max(0, Math.min(this.#steps, 2 * reducible))
  }
}

const exceeds = (load: Load, limit: Load): boolean =>
  load.lagMs >= limit.lagMs || load.frameMs >= limit.frameMs || load.dropped >= limit.dropped

/** What is heard is looked at; then what the pointer was on, then what is large. */
function leastLookedAtFirst(one: GovernedPane, other: GovernedPane): number {
  if (one.isHeard !== other.isHeard) return one.isHeard ? 1 : -1
  if (one.areaPx !== other.areaPx) return one.areaPx - other.areaPx
  return one.lookedAtMs - other.lookedAtMs
}

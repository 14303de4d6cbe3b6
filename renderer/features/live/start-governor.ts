/** Once a second: what this machine bears, and what each pane gets of it. */
import { Governor, type GovernedPane } from './governor.ts'
import type { PaneController } from './pane-controller.ts'
import type { StreamLoad } from './stream/load-meter.ts'

const STEP_MS = 1000
/** Out of sight for so long: a look at another tab and back costs nothing. */
const UNSEEN_MS = 5_000
/** What is smaller rests in a corner of the page. */
const LEAST_PX = 8

export interface GovernorOptions {
  readonly panes: readonly PaneController[]
  /** The pane of the operator's hand: never reduced. */
  readonly isHeld: (pane: PaneController) => boolean
  readonly isOn: () => boolean
  readonly takeLoad: () => StreamLoad
}

export function startGovernor({ panes, isHeld, isOn, takeLoad }: GovernorOptions): void {
  const governor = new Governor()
  const frames = frameMeter()
  const seenAtMs = new WeakMap<PaneController, number>()

  function govern(pane: PaneController, id: number, nowMs: number): GovernedPane {
    const areaPx = visibleArea(pane)
    if (areaPx > 0 || !seenAtMs.has(pane)) seenAtMs.set(pane, nowMs)
    return {
      ...{ id, areaPx, isHeld: isHeld(pane), isHeard: pane.sound.audible.value, lookedAtMs: pane.lookedAtMs },
      isVisible: nowMs - (seenAtMs.get(pane) ?? nowMs) < UNSEEN_MS,
    }
  }
  function step(): void {
    const nowMs = performance.now()
    const playing = panes.filter((pane) => pane.view.value.kind !== 'idle')
    frames.run(playing.length > 0 && document.visibilityState === 'visible')
    const load = { ...takeLoad(), frameMs: frames.take() }
    const efforts = governor.step(
      load,
      playing.map((pane, id) => govern(pane, id, nowMs)),
      isOn(),
    )
    playing.forEach((pane, id) => pane.tape.setEffort(efforts.get(id) ?? 'all'))
  }
  setInterval(step, STEP_MS)
  document.addEventListener('visibilitychange', step)
}

function visibleArea(pane: PaneController): number {
  const element = pane.screen.value?.element
  if (!element || document.visibilityState !== 'visible' || !element.checkVisibility()) return 0
  const { width, height } = element.getBoundingClientRect()
  return width > LEAST_PX && height > LEAST_PX ? width * height : 0
}

/** The longest time between two frames of the page, while somebody wants to know. */
function frameMeter() {
  let isRunning = false
  let lastMs = 0
  let longestMs = 0
  function look(nowMs: number): void {
    if (!isRunning) return
    if (lastMs > 0) longestMs = Math.max(longestMs, nowMs - lastMs)
    lastMs = nowMs
    requestAnimationFrame(look)
  }
  return {
    run(wanted: boolean): void {
      if (wanted === isRunning) return
      isRunning = wanted
      lastMs = 0
      if (wanted) requestAnimationFrame(look)
    },
    take(): number {
      const taken = longestMs
      longestMs = 0
      return taken
    },
  }
}

/**
 * Grids on which layouts are played. The one on screen has one; the last one keeps its pictures for some seconds after it was
 * left, so that a look at another tab and back costs nothing; the next of a tour is opened ahead on another. All together
 * never have more pictures than the largest wall.
 */
import type { LiveGrid } from './grid.ts'
import { MAX_PANES } from './grid-shapes.ts'
import type { LayoutContent } from './layout.ts'

/** So long a hidden layout keeps its pictures. */
export const LINGER_MS = 10_000

interface Stage {
  readonly grid: LiveGrid
  layoutId: string | undefined
  timer: ReturnType<typeof setTimeout> | undefined
}

export class Stages {
  readonly #stages: Stage[]
  #shown: Stage

  /** @param grids three: shown, lingering, ahead */
  constructor(grids: readonly LiveGrid[]) {
    this.#stages = grids.map((grid) => ({ grid, layoutId: undefined, timer: undefined }))
    const [first] = this.#stages
    if (!first) throw new Error('no grid')
    this.#shown = first
  }

  get shown(): LiveGrid {
    return this.#shown.grid
  }

  /** The layout that is played on a grid. */
  layoutOf(grid: LiveGrid): string | undefined {
    return this.#stages.find((stage) => stage.grid === grid)?.layoutId
  }

  gridOf(layoutId: string): LiveGrid | undefined {
    return this.#stages.find((stage) => stage.layoutId === layoutId)?.grid
  }

  /** Brings a layout on screen, with the pictures it still or already has. */
  show(layoutId: string, content: LayoutContent | undefined, locked: boolean): LiveGrid {
    const before = this.#shown
    const known = this.#stages.find((stage) => stage.layoutId === layoutId)
    const stage = known ?? (before.layoutId === undefined ? before : this.#free())
    if (stage !== before) this.#hide(before)
    if (!known) {
      stage.layoutId = layoutId
      this.#makeRoom(picturesIn(content), stage)
      stage.grid.take(content, locked)
    }
    clearTimeout(stage.timer)
    this.#shown = stage
    stage.grid.tours.setActive(true)
    return stage.grid
  }

  /** Opens the pictures of a layout that is shown next. False when there is no room for them. */
  prepare(layoutId: string, content: LayoutContent, locked: boolean): boolean {
    if (this.gridOf(layoutId)) return true
    const stage = this.#free()
    if (this.#pictures() + picturesIn(content) > MAX_PANES) return false
    stage.layoutId = layoutId
    stage.grid.take(content, locked)
    this.#linger(stage)
    return true
  }

  /** More pictures were opened on screen: what is hidden goes where it is too much. */
  makeRoom(): void {
    this.#makeRoom(0, this.#shown)
  }

  /** Ends what is played of a layout; on screen is then an empty grid. */
  drop(layoutId: string): void {
    const stage = this.#stages.find((one) => one.layoutId === layoutId)
    if (stage) this.#leave(stage)
  }

  /** On screen is an empty grid that takes nothing: the layout is shown elsewhere. What was there lingers. */
  showNothing(): LiveGrid {
    if (this.#shown.layoutId !== undefined) {
      const stage = this.#free()
      this.#hide(this.#shown)
      this.#shown = stage
    }
    this.#shown.grid.locked.value = true
    return this.#shown.grid
  }

  leaveAll(): void {
    for (const stage of this.#stages) this.#leave(stage)
  }

  #hide(stage: Stage): void {
    stage.grid.hide()
    if (stage.layoutId === undefined) this.#leave(stage)
    else this.#linger(stage)
  }

  #linger(stage: Stage): void {
    clearTimeout(stage.timer)
    stage.timer = setTimeout(() => this.#leave(stage), LINGER_MS)
  }

  #leave(stage: Stage): void {
    clearTimeout(stage.timer)
    stage.layoutId = undefined
    stage.grid.leave()
  }

  /** A grid that is not on screen: an empty one, else the one that was hidden longest ago. */
  #free(): Stage {
    const hidden = this.#stages.filter((stage) => stage !== this.#shown)
    const stage = hidden.find(({ layoutId }) => layoutId === undefined) ?? hidden[0]
    if (!stage) throw new Error('no grid')
    this.#leave(stage)
    // The next to be taken is the one at the front.
    this.#stages.push(...this.#stages.splice(this.#stages.indexOf(stage), 1))
    return stage
  }

  #makeRoom(wanted: number, keep: Stage): void {
    for (const stage of this.#stages) {
      if (this.#pictures() + wanted <= MAX_PANES) return
      if (stage !== keep && stage.layoutId !== undefined) this.#leave(stage)
    }
  }

  #pictures(): number {
    return this.#stages.reduce((sum, { grid }) => sum + picturesOf(grid), 0)
  }
}

export function picturesOf(grid: LiveGrid): number {
  return grid.visible.value.filter((pane) => pane.view.value.kind !== 'idle').length
}

function picturesIn(content: LayoutContent | undefined): number {
  return content?.panes.filter(({ channel }) => channel).length ?? 0
}

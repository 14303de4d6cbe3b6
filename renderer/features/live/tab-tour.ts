/** A tour over the tabs: the next layout's pictures are opened ahead on a grid that is not on screen. */
import { shallowRef, type ShallowRef } from 'vue'
import type { SavedTabTour } from './saved-tour.ts'
import { Tour, type TourItem } from './tour.ts'
import type { Wall } from './wall.ts'

export class TabTour {
  readonly tour: ShallowRef<Tour<TourItem> | undefined> = shallowRef()
  #layouts: readonly string[] = []
  readonly #wall: Wall
  readonly #changed: () => void
  readonly #now: () => number

  constructor(wall: Wall, changed: () => void, now: () => number) {
    this.#wall = wall
    this.#changed = changed
    this.#now = now
  }

  begin({ layouts, dwellS, running }: SavedTabTour): void {
    this.#layouts = layouts
    this.tour.value = new Tour<TourItem>(
      {
        items: () => this.#items(),
        prepare: ({ key }) => this.#prepare(key),
        isReady: ({ key }) => this.#isReady(key),
        show: ({ key }) => this.#wall.show(key),
        now: this.#now,
      },
      { dwellMs: dwellS * 1000, running, current: this.#wall.currentId.value },
    )
    this.#changed()
  }

  start(): void {
    this.tour.value?.start()
    this.#changed()
  }

  pause(): void {
    if (!this.tour.value?.running) return
    this.tour.value.pause()
    this.#changed()
  }

  end(): void {
    if (!this.tour.value) return
    this.tour.value = undefined
    this.#changed()
  }

  tick(): void {
    const tour = this.tour.value
    if (!tour) return
    // The operator may have gone to another tab: on it goes from there.
    const here = this.#wall.currentId.value
    if (tour.view.value.current?.key !== here && this.#layouts.includes(here)) tour.moveTo(here)
    tour.tick()
  }

  saved(): SavedTabTour | undefined {
    const tour = this.tour.value
    return tour && { layouts: this.#layouts, dwellS: tour.dwellMs / 1000, running: tour.running }
  }

  /** Of those chosen the ones that are still there; one in a window of its own is not to be had. */
  #items(): readonly TourItem[] {
    const { elsewhere } = this.#wall
    return this.#layouts
      .filter((id) => this.#wall.byId(id))
      .map((key) => ({ key, available: !elsewhere.value.has(key) }))
  }

  #prepare(id: string): void {
    const layout = this.#wall.byId(id)
    if (layout) this.#wall.stages.prepare(id, layout, layout.locked)
  }

  /** A layout that found no room is shown as it is; one that did when none of its pictures is still on its way. */
  #isReady(id: string): boolean {
    const grid = this.#wall.stages.gridOf(id)
    return !grid || grid.visible.value.every(({ view }) => !ON_ITS_WAY.has(view.value.kind))
  }
}

const ON_ITS_WAY: ReadonlySet<string> = new Set(['opening', 'waiting'])

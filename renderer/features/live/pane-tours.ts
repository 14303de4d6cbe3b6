/**
 * Tours in panes of one grid. The next channel is connected in a spare pane, which then takes the place of the one on screen
 * with its picture already playing; the replaced one becomes the spare. Without a spare the pane itself changes.
 */
import { shallowRef, type ShallowRef } from 'vue'
import type { ChannelRef } from '../../ui/channel-drag.ts'
import type { PaneController } from './pane-controller.ts'
import type { SavedTour, TourStop } from './saved-tour.ts'
import { Tour, type TourItem } from './tour.ts'

export interface ChannelItem extends TourItem {
  readonly channel: ChannelRef
}

export interface PaneTour {
  readonly stops: readonly TourStop[]
  readonly tour: Tour<ChannelItem>
}

export interface SparePanes {
  /** Undefined when as many pictures are open as this window may have. */
  take(): PaneController | undefined
  give(pane: PaneController): void
}

export interface PaneToursParts {
  /** Channels of the stops as the fleet is now, each once. */
  readonly resolve: (stops: readonly TourStop[]) => readonly ChannelItem[]
  readonly spares: SparePanes
  readonly now: () => number
}

export interface PaneToursGrid {
  /** Puts `next` where `old` is; `old` is cleared. */
  replace(old: PaneController, next: PaneController): void
  open(pane: PaneController, channel: ChannelRef): void
}

export function channelKey({ puid, index }: ChannelRef): string {
  return `${puid} ${index}`
}

export class PaneTours {
  /** By the pane that shows it now. */
  readonly shown: ShallowRef<ReadonlyMap<PaneController, PaneTour>> = shallowRef(new Map())
  readonly #parts: PaneToursParts
  readonly #grid: PaneToursGrid
  readonly #ahead = new Map<PaneTour, PaneController>()
  #isActive = false

  constructor(parts: PaneToursParts, grid: PaneToursGrid) {
    this.#parts = parts
    this.#grid = grid
  }

  of(pane: PaneController): PaneTour | undefined {
    return this.shown.value.get(pane)
  }

  /** Begins a tour in a pane. One that runs goes to its first picture with the next tick, unless one of its own is on screen. */
  begin(pane: PaneController, { stops, dwellS, running }: SavedTour): void {
    this.end(pane)
    const channel = pane.channel.value
    const items = (): readonly ChannelItem[] => this.#parts.resolve(stops)
    const here: { tour?: PaneTour } = {}
    const tour = new Tour<ChannelItem>(
      {
        items,
        prepare: (item) => here.tour && this.#prepare(here.tour, item),
        isReady: (item) => !here.tour || this.#isReady(here.tour, item),
        show: (item) => here.tour && this.#show(here.tour, item),
        now: this.#parts.now,
      },
      { dwellMs: dwellS * 1000, running, current: channel && channelKey(channel) },
    )
    tour.setActive(this.#isActive)
    here.tour = { stops, tour }
    this.shown.value = new Map(this.shown.value).set(pane, here.tour)
  }

  end(pane: PaneController): void {
    const ended = this.of(pane)
    if (!ended) return
    this.#dropAhead(ended)
    const next = new Map(this.shown.value)
    next.delete(pane)
    this.shown.value = next
  }

  endAll(): void {
    for (const pane of this.shown.value.keys()) this.end(pane)
  }

  /** Only the grid on screen goes on: in a hidden one the time stands still and nothing is connected ahead. */
  setActive(on: boolean): void {
    if (this.#isActive === on) return
    this.#isActive = on
    for (const one of this.shown.value.values()) {
      if (!on) this.#dropAhead(one)
      one.tour.setActive(on)
    }
  }

  tick(): void {
    if (this.shown.value.size === 0) return
    for (const { tour } of this.shown.value.values()) tour.tick()
  }

  saved(pane: PaneController): SavedTour | undefined {
    const one = this.of(pane)
    return one && { stops: one.stops, dwellS: one.tour.dwellMs / 1000, running: one.tour.running }
  }

  #prepare(one: PaneTour, { channel }: ChannelItem): void {
    const pane = this.#paneOf(one)
    const spare = this.#ahead.get(one) ?? this.#parts.spares.take()
    if (!pane || !spare) return
    this.#ahead.set(one, spare)
    spare.transport.value = pane.transport.value
    this.#grid.open(spare, channel)
  }

  #isReady(one: PaneTour, { channel }: ChannelItem): boolean {
    const spare = this.#ahead.get(one)
    if (!spare) return true
    return isShowing(spare, channel) && spare.view.value.kind === 'playing'
  }

  #show(one: PaneTour, { channel }: ChannelItem): void {
    const pane = this.#paneOf(one)
    const spare = this.#ahead.get(one)
    if (!pane) return
    if (!spare || !isShowing(spare, channel)) return this.#grid.open(pane, channel)
    this.#ahead.delete(one)
    const next = new Map(this.shown.value)
    next.delete(pane)
    this.shown.value = next.set(spare, one)
    this.#grid.replace(pane, spare)
    this.#parts.spares.give(pane)
  }

  #dropAhead(one: PaneTour): void {
    const spare = this.#ahead.get(one)
    if (!spare) return
    this.#ahead.delete(one)
    spare.clear()
    this.#parts.spares.give(spare)
  }

  #paneOf(one: PaneTour): PaneController | undefined {
    return [...this.shown.value].find(([, tour]) => tour === one)?.[0]
  }
}

function isShowing(pane: PaneController, channel: ChannelRef): boolean {
  const shown = pane.channel.value
  return shown !== undefined && channelKey(shown) === channelKey(channel)
}

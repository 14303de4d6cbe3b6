/**
 * The grid: panes by position, of which as many are shown as its shape has places. Where channels go, what is selected,
 * what is maximised, who may be heard. Swapping and maximising move panes with all they play; nothing is restarted.
 * A locked grid refuses whatever would change what it shows, and tells so; looking closer and listening are free.
 */
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { Emitter } from '../../../shared/emitter.ts'
import type { ChannelRef } from '../../ui/channel-drag.ts'
import { DEFAULT_ARRANGEMENT, gridShapeOf, type Arrangement } from './arrangement.ts'
import { neighbour, type Direction, type GridShape, type GridSize } from './grid-shapes.ts'
import { choosePanes, DEFAULT_VOLUME, sameChannel, type LayoutContent } from './layout.ts'
import type { PaneController } from './pane-controller.ts'
import { PaneTours, type PaneToursParts } from './pane-tours.ts'
import type { SavedTour } from './saved-tour.ts'
import { TRANSPORT_CHOICES, type TransportChoice } from './transport.ts'

/** What the tree knows about a device; undefined when it does not know it. */
export type IsOnline = (puid: string) => boolean | undefined

export class LiveGrid {
  readonly panes: ShallowRef<readonly PaneController[]>
  readonly arrangement: ShallowRef<Arrangement> = shallowRef(DEFAULT_ARRANGEMENT)
  readonly shape: ComputedRef<GridShape> = computed(() => gridShapeOf(this.arrangement.value))
  readonly locked: Ref<boolean> = ref(false)
  readonly tours: PaneTours
  readonly selected: Ref<number> = ref(0)
  /** Position of the pane that fills the grid. */
  readonly maximised: Ref<number | undefined> = ref()
  readonly visible: ComputedRef<readonly PaneController[]>
  /** Something that is kept across restarts changed. */
  readonly layoutChanged = new Emitter<void>()
  /** Something was asked for that a locked grid refuses. */
  readonly refused = new Emitter<void>()
  /** The operator pointed at the selected pane himself: the next channel goes there. Used up by it. */
  #chosen = false
  #opened = 0
  readonly #isOnline: IsOnline

  constructor(panes: readonly PaneController[], isOnline: IsOnline, tours: PaneToursParts) {
    this.panes = shallowRef(panes)
    this.visible = computed(() => this.panes.value.slice(0, this.shape.value.cells.length))
    this.#isOnline = isOnline
    this.tours = new PaneTours(tours, {
      replace: (old, next) => this.#replace(old, next),
      open: (pane, channel) => pane.open(channel, { deviceOnline: isOnline(channel.puid) }),
    })
  }

  /** Opens channels without a named pane. A single one that is on screen already is only selected. */
  open(channels: readonly ChannelRef[]): void {
    if (this.#refuses()) return
    const pointed = this.#chosen ? this.selected.value : undefined
    const visible = this.visible.value
    const shown = visible.findIndex(({ channel }) => sameChannel(channel.value, channels[0]))
    if (channels.length === 1 && shown >= 0 && pointed === undefined) return this.#show(shown)
    // A pane on tour is the last to be taken.
    const uses = visible.map((pane) => {
      const isTouring = this.tours.of(pane) !== undefined
      const openedOrder = isTouring ? Infinity : pane.openedOrder
      return { channel: pane.channel.value, isTouring, openedOrder }
    })
    const positions = choosePanes(channels.length, uses, pointed)
    positions.forEach((position, at) => this.#openIn(position, channels[at]))
    if (positions.length === 1) this.#show(positions[0] ?? 0)
    else this.maximised.value = undefined
    this.#chosen = false
    this.layoutChanged.emit()
  }

  /** Opens channels in the free panes, in reading order; what finds no free pane is left. */
  fill(channels: readonly ChannelRef[]): void {
    if (this.#refuses()) return
    const free = this.visible.value.flatMap((pane, position) => (this.isFree(pane) ? [position] : []))
    free.forEach((position, at) => this.#openIn(position, channels[at]))
    this.maximised.value = undefined
    this.layoutChanged.emit()
  }

  /** Nothing is there and nothing is to come. */
  isFree(pane: PaneController): boolean {
    return !pane.channel.value && !this.tours.of(pane)
  }

  /** Channels dragged onto a pane: they fill from it on. False when they were refused. */
  drop(channels: readonly ChannelRef[], position: number): boolean {
    if (this.#refuses()) return false
    const room = this.visible.value.length - position
    channels.slice(0, room).forEach((channel, at) => this.#openIn(position + at, channel))
    this.selected.value = position
    this.#chosen = false
    this.layoutChanged.emit()
    return true
  }

  swap(one: number, other: number): void {
    const next = [...this.panes.value]
    const [first, second] = [next[one], next[other]]
    if (!first || !second || one === other || this.#refuses()) return
    next[one] = second
    next[other] = first
    this.panes.value = next
    this.selected.value = other
    this.#chosen = false
    this.layoutChanged.emit()
  }

  clear(position: number): void {
    const pane = this.panes.value[position]
    if (!pane || this.#refuses()) return
    this.tours.end(pane)
    pane.sound.setAudible(false)
    pane.clear()
    if (this.maximised.value === position) this.maximised.value = undefined
    this.layoutChanged.emit()
  }

  /** Clears the panes that are shown; channels of panes beyond a smaller grid stay. */
  clearAll(): void {
    if (this.#refuses()) return
    this.visible.value.forEach((_pane, position) => this.clear(position))
  }

  /** By the operator's own hand: the next channel he opens goes there. */
  select(position: number): void {
    this.selected.value = position
    this.#chosen = true
  }

  move(direction: Direction): void {
    this.select(neighbour(this.selected.value, direction, this.shape.value.cells))
  }

  setSize(size: GridSize): void {
    this.arrange({ kind: 'shape', size })
  }

  /** Panes beyond a smaller grid keep their channel and give up their lease; panes that come back open again. */
  arrange(arrangement: Arrangement): void {
    if (this.#refuses()) return
    this.arrangement.value = arrangement
    this.maximised.value = undefined
    if (this.selected.value >= this.visible.value.length) {
      this.selected.value = 0
      this.#chosen = false
    }
    this.#openShown()
    this.layoutChanged.emit()
  }

  /** The pane goes through the stops of the tour from now on. */
  beginTour(position: number, tour: SavedTour): void {
    const pane = this.panes.value[position]
    if (!pane || this.#refuses()) return
    this.tours.begin(pane, tour)
    this.layoutChanged.emit()
  }

  /** The picture stays, the tour goes. */
  endTour(position: number): void {
    const pane = this.panes.value[position]
    if (!pane || this.#refuses()) return
    this.tours.end(pane)
    this.layoutChanged.emit()
  }

  toggleMaximised(position: number): void {
    this.maximised.value = this.maximised.value === undefined ? position : undefined
    this.selected.value = position
  }

  /** Back from one maximised pane to the grid. */
  restore(): void {
    this.maximised.value = undefined
  }

  /** One pane at a time can be heard; `undefined` mutes all. */
  listenTo(position: number | undefined): void {
    const heard = position === undefined ? undefined : this.panes.value[position]
    for (const pane of this.panes.value) {
      if (pane !== heard && pane.sound.audible.value) pane.sound.setAudible(false)
    }
    heard?.sound.setAudible(true)
  }

  toggleSound(position: number): void {
    this.listenTo(this.panes.value[position]?.sound.audible.value ? undefined : position)
  }

  setVolume(position: number, volume: number): void {
    this.panes.value[position]?.sound.setVolume(volume)
    this.layoutChanged.emit()
  }

  chooseTransport(position: number, choice: TransportChoice | undefined): void {
    this.panes.value[position]?.chooseTransport(choice)
    this.layoutChanged.emit()
  }

  /** The next choice in the order of the list, the one of all panes among them. */
  nextTransport(position: number): void {
    const now = this.panes.value[position]?.transport.value
    const at = now === undefined ? -1 : TRANSPORT_CHOICES.indexOf(now)
    this.chooseTransport(position, TRANSPORT_CHOICES[at + 1])
  }

  toggleStats(position: number): void {
    const stats = this.panes.value[position]?.stats
    if (stats) stats.shown.value = !stats.shown.value
  }

  showStats(on: boolean): void {
    for (const pane of this.panes.value) pane.stats.shown.value = on
  }

  /** Takes a kept layout over. A pane that was opened by a quick hand before the layout was here stays: that is the younger wish. */
  take(kept: LayoutContent | undefined, locked = false): void {
    this.locked.value = false
    this.arrangement.value = kept?.arrangement ?? DEFAULT_ARRANGEMENT
    this.panes.value.forEach((pane, position) => {
      if (pane.channel.value) return
      const saved = kept?.panes[position]
      pane.channel.value = saved?.channel
      pane.transport.value = saved?.transport
      pane.sound.setVolume(saved?.volume ?? DEFAULT_VOLUME)
      if (saved?.tour) this.tours.begin(pane, saved.tour)
    })
    this.#openShown()
    this.locked.value = locked
  }

  /** Nobody sees it now: silent, its tours stand still. What plays goes on until `leave`. */
  hide(): void {
    this.listenTo(undefined)
    this.maximised.value = undefined
    this.tours.setActive(false)
  }

  /** Nobody is here any more: all leases end, the screen is empty, what was kept stays kept. */
  leave(): void {
    this.hide()
    this.tours.endAll()
    this.locked.value = false
    this.selected.value = 0
    this.#chosen = false
    for (const pane of this.panes.value) {
      pane.stats.shown.value = false
      pane.clear()
    }
  }

  #refuses(): boolean {
    if (this.locked.value) this.refused.emit()
    return this.locked.value
  }

  /** With the sound, the numbers and the choices of the pane it takes the place of. */
  #replace(old: PaneController, next: PaneController): void {
    const at = this.panes.value.indexOf(old)
    if (at < 0) return
    const wasHeard = old.sound.audible.value
    this.panes.value = this.panes.value.with(at, next)
    next.openedOrder = old.openedOrder
    next.sound.setVolume(old.sound.volume.value)
    next.stats.shown.value = old.stats.shown.value
    old.stats.shown.value = false
    old.sound.setAudible(false)
    if (wasHeard) next.sound.setAudible(true)
    old.clear()
  }

  #show(position: number): void {
    this.selected.value = position
    if (this.maximised.value !== undefined) this.maximised.value = position
  }

  #openIn(position: number, channel: ChannelRef | undefined): void {
    const pane = this.panes.value[position]
    if (!pane || !channel) return
    this.tours.end(pane)
    this.#open(pane, channel)
  }

  #open(pane: PaneController, channel: ChannelRef): void {
    this.#opened += 1
    pane.openedOrder = this.#opened
    pane.open({ puid: channel.puid, index: channel.index }, { deviceOnline: this.#isOnline(channel.puid) })
  }

  #openShown(): void {
    this.panes.value.forEach((pane, position) => {
      const channel = pane.channel.value
      if (position >= this.visible.value.length) {
        pane.sound.setAudible(false)
        pane.suspend()
      } else if (pane.view.value.kind === 'idle' && channel) this.#open(pane, channel)
    })
  }
}

/**
 * The grid: panes by position, of which as many are shown as its shape has places. Where channels go, what is selected,
 * what is maximised, who may be heard. Swapping and maximising move panes with all they play; nothing is restarted.
 */
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { Emitter } from '../../../shared/emitter.ts'
import type { ChannelDrag, ChannelRef } from '../../ui/channel-drag.ts'
import { neighbour, type Direction, type GridSize } from './grid-shapes.ts'
import { choosePanes, DEFAULT_SIZE, DEFAULT_VOLUME, sameChannel, type SavedLayout } from './layout.ts'
import type { PaneController } from './pane-controller.ts'
import { TRANSPORT_CHOICES, type TransportChoice } from './transport.ts'

/** What the tree knows about a device; undefined when it does not know it. */
export type IsOnline = (puid: string) => boolean | undefined

export class LiveGrid {
  readonly panes: ShallowRef<readonly PaneController[]>
  readonly size: Ref<GridSize> = ref(DEFAULT_SIZE)
  readonly selected: Ref<number> = ref(0)
  /** Position of the pane that fills the grid. */
  readonly maximised: Ref<number | undefined> = ref()
  readonly visible: ComputedRef<readonly PaneController[]>
  /** Something that is kept across restarts changed. */
  readonly layoutChanged = new Emitter<void>()
  /** The operator pointed at the selected pane himself: the next channel goes there. Used up by it. */
  #chosen = false
  #opened = 0
  readonly #isOnline: IsOnline

  constructor(panes: readonly PaneController[], isOnline: IsOnline) {
    this.panes = shallowRef(panes)
    this.visible = computed(() => this.panes.value.slice(0, this.size.value))
    this.#isOnline = isOnline
  }

  /** Opens channels without a named pane. A single one that is on screen already is only selected. */
  open(channels: readonly ChannelRef[]): void {
    const pointed = this.#chosen ? this.selected.value : undefined
    const visible = this.visible.value
    const shown = visible.findIndex(({ channel }) => sameChannel(channel.value, channels[0]))
    if (channels.length === 1 && shown >= 0 && pointed === undefined) return this.#show(shown)
    const uses = visible.map(({ channel, openedOrder }) => ({ channel: channel.value, openedOrder }))
    const positions = choosePanes(channels.length, uses, pointed)
    positions.forEach((position, at) => this.#openIn(position, channels[at]))
    if (positions.length === 1) this.#show(positions[0] ?? 0)
    else this.maximised.value = undefined
    this.#chosen = false
    this.layoutChanged.emit()
  }

  /** Opens channels in the free panes, in reading order; what finds no free pane is left. */
  fill(channels: readonly ChannelRef[]): void {
    const free = this.visible.value.flatMap(({ channel }, position) => (channel.value ? [] : [position]))
    free.forEach((position, at) => this.#openIn(position, channels[at]))
    this.maximised.value = undefined
    this.layoutChanged.emit()
  }

  /** What was dragged onto a pane: a pane swaps with it, several channels fill from it on. */
  drop(drag: ChannelDrag, position: number): void {
    if (drag.fromPane !== undefined) this.swap(drag.fromPane, position)
    else
      drag.channels.slice(0, this.size.value - position).forEach((channel, at) => this.#openIn(position + at, channel))
    this.selected.value = position
    this.#chosen = false
    this.layoutChanged.emit()
  }

  swap(one: number, other: number): void {
    const next = [...this.panes.value]
    const [first, second] = [next[one], next[other]]
    if (!first || !second || one === other) return
    next[one] = second
    next[other] = first
    this.panes.value = next
    this.layoutChanged.emit()
  }

  clear(position: number): void {
    const pane = this.panes.value[position]
    if (!pane) return
    pane.sound.setAudible(false)
    pane.clear()
    if (this.maximised.value === position) this.maximised.value = undefined
    this.layoutChanged.emit()
  }

  /** Clears the panes that are shown; channels of panes beyond a smaller grid stay. */
  clearAll(): void {
    this.visible.value.forEach((_pane, position) => this.clear(position))
  }

  /** By the operator's own hand: the next channel he opens goes there. */
  select(position: number): void {
    this.selected.value = position
    this.#chosen = true
  }

  move(direction: Direction): void {
    this.select(neighbour(this.selected.value, direction, this.size.value))
  }

  /** Panes beyond a smaller grid keep their channel and give up their lease; panes that come back open again. */
  setSize(size: GridSize): void {
    this.size.value = size
    this.maximised.value = undefined
    if (this.selected.value >= size) {
      this.selected.value = 0
      this.#chosen = false
    }
    this.#openShown()
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

  layout(): SavedLayout {
    return {
      size: this.size.value,
      panes: this.panes.value.map(({ channel, sound, transport }) => ({
        ...(channel.value ? { channel: channel.value } : {}),
        volume: sound.volume.value,
        ...(transport.value ? { transport: transport.value } : {}),
      })),
    }
  }

  /** Takes a kept layout over. A pane that was opened by a quick hand before the layout was here stays: that is the younger wish. */
  takeLayout(kept: SavedLayout | undefined): void {
    this.size.value = kept?.size ?? DEFAULT_SIZE
    this.panes.value.forEach((pane, position) => {
      if (pane.channel.value) return
      pane.channel.value = kept?.panes[position]?.channel
      pane.transport.value = kept?.panes[position]?.transport
      pane.sound.setVolume(kept?.panes[position]?.volume ?? DEFAULT_VOLUME)
    })
    this.#openShown()
  }

  /** Nobody is here any more: all leases end, the screen is empty, what was kept stays kept. */
  leave(): void {
    this.maximised.value = undefined
    this.selected.value = 0
    this.#chosen = false
    for (const pane of this.panes.value) {
      pane.sound.setAudible(false)
      pane.stats.shown.value = false
      pane.clear()
    }
  }

  #show(position: number): void {
    this.selected.value = position
    if (this.maximised.value !== undefined) this.maximised.value = position
  }

  #openIn(position: number, channel: ChannelRef | undefined): void {
    const pane = this.panes.value[position]
    if (!pane || !channel) return
    this.#opened += 1
    pane.openedOrder = this.#opened
    pane.open({ puid: channel.puid, index: channel.index }, { deviceOnline: this.#isOnline(channel.puid) })
  }

  #openShown(): void {
    this.panes.value.forEach((pane, position) => {
      if (position >= this.size.value) {
        pane.sound.setAudible(false)
        pane.suspend()
      } else if (pane.view.value.kind === 'idle') this.#openIn(position, pane.channel.value)
    })
  }
}

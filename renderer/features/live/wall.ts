/**
 * The wall: named layouts as tabs, one of them on screen. What is in the panes belongs to the layout and is kept with it.
 * A layout that is locked, or shown in a window of its own, does not change here: what is opened then goes to a new tab.
 */
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { Emitter } from '../../../shared/emitter.ts'
import type { ChannelRef } from '../../ui/channel-drag.ts'
import { DEFAULT_ARRANGEMENT } from './arrangement.ts'
import { contentOf } from './edit-grid.ts'
import type { LiveGrid } from './grid.ts'
import { cleanName, freeName, inOrder, sameContent, sameName, type ClosedLayout, type SavedLayout } from './layout.ts'
import {
  MOST_CLOSED,
  MOST_LAYOUTS,
  newLayoutId,
  type LayoutStore,
  type SavedIndex,
  type SavedWall,
} from './layout-store.ts'
import type { PaneController } from './pane-controller.ts'
import { Stages } from './stages.ts'
import { TabTour } from './tab-tour.ts'
import { WallKeeper } from './wall-keeper.ts'

export interface WallParts {
  readonly grids: readonly LiveGrid[]
  readonly store: LayoutStore
  /** "Layout 3", in the operator's language. */
  readonly nameOf: (number: number) => string
  /** Monotonic, ms. */
  readonly now: () => number
  /** The only layout of this window, by id or name; undefined in a window with tabs. */
  readonly only?: { readonly id?: string; readonly name?: string } | undefined
}

export class Wall {
  /** In their order. Of the one on screen the content is as of its last change. */
  readonly layouts: ShallowRef<readonly SavedLayout[]> = shallowRef([])
  readonly currentId: Ref<string> = ref('')
  readonly current: ComputedRef<SavedLayout | undefined>
  readonly grid: ShallowRef<LiveGrid>
  /** Layouts that other windows show. */
  readonly elsewhere: ShallowRef<ReadonlySet<string>> = shallowRef(new Set())
  readonly isElsewhere: ComputedRef<boolean>
  readonly closed: ShallowRef<readonly ClosedLayout[]> = shallowRef([])
  readonly tour: TabTour
  /** A window of one layout was asked for one that does not exist; with the names that do. */
  readonly unknown: ShallowRef<{ readonly wanted: string; readonly names: readonly string[] } | undefined> =
    shallowRef()
  /** Was opened in a new tab, because the layout of this name does not change here. */
  readonly divertedFrom = new Emitter<string>()
  readonly stages: Stages
  readonly #parts: WallParts
  readonly #keeper: WallKeeper

  constructor(parts: WallParts) {
    this.#parts = parts
    this.stages = new Stages(parts.grids)
    this.#keeper = new WallKeeper(parts.store, {
      layouts: () => this.layouts.value,
      index: parts.only ? undefined : () => this.#index(),
    })
    this.grid = shallowRef(this.stages.shown)
    this.current = computed(() => this.layouts.value.find(({ id }) => id === this.currentId.value))
    this.isElsewhere = computed(() => this.elsewhere.value.has(this.currentId.value))
    this.tour = new TabTour(this, () => this.#keeper.saveIndex(), parts.now)
    for (const grid of parts.grids) grid.layoutChanged.on(() => this.#contentChanged(grid))
    parts.store.onLayout((layout) => this.#follow(layout))
    if (parts.only) return
    parts.store.onIndex(
      (id) => this.byId(id) !== undefined,
      (order, added) => this.#followIndex(order, added),
    )
  }

  /** Takes over what the account had; nothing is kept before. */
  take({ layouts, current, tour, isIndexed }: SavedWall): void {
    const { only } = this.#parts
    const found = only && layouts.find(({ id, name }) => id === only.id || sameName(name, only.name))
    if (only && !found) {
      this.unknown.value = { wanted: only.name ?? only.id ?? '', names: layouts.map(({ name }) => name) }
      return
    }
    this.unknown.value = undefined
    const first = { id: newLayoutId(), name: this.#parts.nameOf(1), locked: false }
    this.layouts.value = found ? [found] : layouts.length > 0 ? layouts : [{ ...first, ...contentOf(this.grid.value) }]
    this.currentId.value = found?.id ?? current ?? first.id
    this.#keeper.begin(isIndexed)
    this.#showCurrent()
    if (tour && !only) this.tour.begin(tour)
  }

  /** Nobody is signed in any more. */
  leave(): void {
    this.#keeper.end()
    this.tour.end()
    this.stages.leaveAll()
    this.layouts.value = []
    this.closed.value = []
    this.currentId.value = ''
    this.unknown.value = undefined
  }

  show(id: string): void {
    if (id === this.currentId.value || !this.byId(id)) return
    this.currentId.value = id
    this.#showCurrent()
    this.#keeper.saveIndex()
  }

  /** The operator's own choice: a tour over the tabs must not take it from him. */
  choose(id: string): void {
    this.tour.pause()
    this.show(id)
  }

  /** The next or the previous tab, around the end. */
  step(by: 1 | -1): void {
    const layouts = this.layouts.value
    const at = layouts.findIndex(({ id }) => id === this.currentId.value)
    const next = layouts[(at + by + layouts.length) % layouts.length]
    if (next) this.choose(next.id)
  }

  /** A new, empty one behind the current, on screen. Undefined when there are as many as can be. */
  add(): SavedLayout | undefined {
    const arrangement = this.current.value?.arrangement ?? DEFAULT_ARRANGEMENT
    return this.#insert({
      id: newLayoutId(),
      name: freeName(this.layouts.value, this.#parts.nameOf),
      locked: false,
      arrangement,
      panes: [],
    })
  }

  duplicate(id: string): SavedLayout | undefined {
    const layout = this.byId(id)
    const name = layout && freeName(this.layouts.value, this.#parts.nameOf, layout.name)
    return layout && this.#insert({ ...layout, id: newLayoutId(), name: name ?? '', locked: false }, id)
  }

  /** False for a name that is none, or that another layout has: names are asked for on the command line. */
  rename(id: string, typed: string): boolean {
    const name = cleanName(typed)
    if (name === '' || this.isTaken(id, name)) return false
    this.#change(id, (layout) => ({ ...layout, name }))
    return true
  }

  /** Another layout has this name. */
  isTaken(id: string, name: string): boolean {
    return this.layouts.value.some((other) => other.id !== id && sameName(other.name, name))
  }

  setLocked(id: string, locked: boolean): void {
    this.#change(id, (layout) => ({ ...layout, locked }))
    const grid = this.stages.gridOf(id)
    if (grid) grid.locked.value = locked
  }

  /** Closes a tab; `reopen` brings it back. A locked one is not closed, nor one in a window of its own; the last one is replaced by an empty one. */
  close(id: string): void {
    const layouts = this.layouts.value
    const at = layouts.findIndex((layout) => layout.id === id)
    const layout = layouts[at]
    if (!layout || layout.locked || this.elsewhere.value.has(id)) return
    this.closed.value = [...this.closed.value, { layout, at }].slice(-MOST_CLOSED)
    this.layouts.value = layouts.filter((other) => other !== layout)
    this.stages.drop(id)
    if (this.layouts.value.length === 0) this.add()
    else if (id === this.currentId.value) this.show((this.layouts.value[at] ?? this.layouts.value[at - 1])?.id ?? '')
    this.#parts.store.remove(id)
    this.#keeper.saveIndex()
  }

  /** The tab that was closed last comes back where it was. */
  reopen(): void {
    const last = this.closed.value.at(-1)
    if (!last) return
    this.closed.value = this.closed.value.slice(0, -1)
    this.layouts.value = this.layouts.value.toSpliced(last.at, 0, last.layout)
    this.#keeper.saveLayout(last.layout.id)
    this.choose(last.layout.id)
  }

  /** @param to place among the others */
  move(id: string, to: number): void {
    const layout = this.byId(id)
    if (!layout) return
    this.layouts.value = this.layouts.value.filter((other) => other !== layout).toSpliced(to, 0, layout)
    this.#keeper.saveIndex()
  }

  /** Opens channels on screen; from a layout that does not change here they go to a new tab. */
  open(channels: readonly ChannelRef[]): void {
    const { current, grid } = this
    if (current.value && (grid.value.locked.value || this.isElsewhere.value)) {
      const { name } = current.value
      // A window of one layout has no tabs: there the grid refuses, and says so.
      if (!this.#parts.only && this.add()) this.divertedFrom.emit(name)
    }
    grid.value.open(channels)
  }

  /** Which layouts the windows of their own show now. Their pictures here end; one that comes back is shown again. */
  setElsewhere(ids: ReadonlySet<string>): void {
    // In a window of one layout that layout is here.
    if (this.#parts.only) return
    this.elsewhere.value = ids
    for (const id of ids) this.stages.drop(id)
    if (this.currentId.value !== '') this.#showCurrent()
  }

  /** Closes one pane, of whatever layout it is. */
  clearPane(pane: PaneController): void {
    for (const grid of this.#parts.grids) {
      const position = grid.panes.value.indexOf(pane)
      if (position >= 0) grid.clear(position)
    }
  }

  /** Which of the grids it is: screens belong to one, so that the one that comes is built anew. */
  gridNumber(grid: LiveGrid): number {
    return this.#parts.grids.indexOf(grid)
  }

  byId(id: string): SavedLayout | undefined {
    return this.layouts.value.find((layout) => layout.id === id)
  }

  #insert(layout: SavedLayout, after = this.currentId.value): SavedLayout | undefined {
    const layouts = this.layouts.value
    if (layouts.length >= MOST_LAYOUTS) return undefined
    this.layouts.value = layouts.toSpliced(layouts.findIndex(({ id }) => id === after) + 1, 0, layout)
    this.#keeper.saveLayout(layout.id)
    this.choose(layout.id)
    this.#keeper.saveIndex()
    return layout
  }

  #showCurrent(): void {
    const layout = this.current.value
    if (!layout || this.elsewhere.value.has(layout.id)) this.grid.value = this.stages.showNothing()
    else this.grid.value = this.stages.show(layout.id, layout, layout.locked)
  }

  #contentChanged(grid: LiveGrid): void {
    const id = this.stages.layoutOf(grid)
    if (id === undefined) return
    if (grid === this.grid.value) this.stages.makeRoom()
    this.#change(id, (layout) => ({ ...layout, ...contentOf(grid) }))
  }

  #change(id: string, change: (layout: SavedLayout) => SavedLayout): void {
    this.layouts.value = this.layouts.value.map((layout) => (layout.id === id ? change(layout) : layout))
    this.#keeper.saveLayout(id)
  }

  /** What another window keeps: all of a layout that is not played here, only name and lock of one that is. */
  #follow(kept: SavedLayout): void {
    const known = this.byId(kept.id)
    if (!known) return
    const grid = this.stages.gridOf(kept.id)
    const next = grid ? { ...known, name: kept.name || known.name, locked: kept.locked } : kept
    if (grid) grid.locked.value = kept.locked
    this.layouts.value = this.layouts.value.map((layout) => (layout.id === kept.id ? next : layout))
    // What is in the panes is this window's to say: another one that renamed the layout may have kept older ones.
    if (this.#parts.only && !sameContent(kept, next)) this.#keeper.saveLayout(kept.id)
  }

  /** Another window with tabs made, closed or moved some. What is on screen here stays. */
  #followIndex(order: readonly string[], added: readonly SavedLayout[]): void {
    if (!this.#keeper.isKept) return
    if (!this.#keeper.isIndexed) return this.#adopt(inOrder(added, order))
    const gone = this.layouts.value.filter(({ id }) => !order.includes(id) && id !== this.currentId.value)
    for (const { id } of gone) this.stages.drop(id)
    this.layouts.value = inOrder([...this.layouts.value.filter((layout) => !gone.includes(layout)), ...added], order)
    // What was closed there and is on screen here is kept anew.
    if (order.includes(this.currentId.value)) return
    this.#keeper.saveLayout(this.currentId.value)
    this.#keeper.saveIndex()
  }

  /** Nothing was changed here yet: what the other window has is the account's. */
  #adopt(layouts: readonly SavedLayout[]): void {
    this.stages.drop(this.currentId.value)
    this.layouts.value = layouts
    this.currentId.value = layouts[0]?.id ?? ''
    this.#keeper.isIndexed = true
    this.#showCurrent()
  }

  #index(): Omit<SavedIndex, 'writer'> {
    const tour = this.tour.saved()
    const order = this.layouts.value.map(({ id }) => id)
    return { order, current: this.currentId.value, ...(tour ? { tour } : {}) }
  }
}

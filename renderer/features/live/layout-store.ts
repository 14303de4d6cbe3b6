/**
 * Keeps the layouts of the account and gives them back: each under a key of its own, so that two windows that show two of
 * them never write over one another, and an index that names their order.
 */
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { isRecord } from '../../../shared/record.ts'
import { cleanName, parseContent, type SavedLayout } from './layout.ts'
import { parseTabTour, type SavedTabTour } from './saved-tour.ts'

/** What versions without tabs kept. It is read once and left where it is. */
const OLD_KEY = 'live.layout'
const INDEX_KEY = 'live.layouts'
const keyOf = (id: string): string => `${INDEX_KEY}.${id}`
/** More tabs than anybody can tell apart. */
export const MOST_LAYOUTS = 40
/** Closed ones that can be had back. */
export const MOST_CLOSED = 10

export interface SavedIndex {
  /** Of the window that wrote it: nobody follows what he wrote himself. */
  readonly writer: string
  readonly order: readonly string[]
  readonly current: string
  readonly tour?: SavedTabTour
}

export interface SavedWall {
  /** In their order; empty when nothing (usable) was kept. */
  readonly layouts: readonly SavedLayout[]
  readonly current: string | undefined
  readonly tour: SavedTabTour | undefined
  /** There is an index: each of the layouts is kept. False for a new account, and for one of a version without tabs. */
  readonly isIndexed: boolean
  /** Names of layouts of which something could not be used. */
  readonly damaged: readonly string[]
}

export interface LayoutStore {
  /** Never fails: what cannot be read counts as not kept. */
  read(nameOf: (number: number) => string): Promise<SavedWall>
  /**
   * Writes at the end of this task, once however many changes it made: a sign-out, a reload or the end of the program must
   * not come first. A layout that cannot be kept costs nobody his picture: no error.
   */
  saveLayout(id: string, layout: () => SavedLayout | undefined): void
  saveIndex(index: () => Omit<SavedIndex, 'writer'>): void
  remove(id: string): void
  /** Called with what another window (or this one) wrote. */
  onLayout(listener: (layout: SavedLayout) => void): void
  /** Called with the order another window wrote, and the layouts in it that are not `known`. */
  onIndex(
    known: (id: string) => boolean,
    listener: (order: readonly string[], added: readonly SavedLayout[]) => void,
  ): void
}

export function createLayoutStore(client: Pick<WatchpostClient, 'settings' | 'on'>): LayoutStore {
  const writer = crypto.randomUUID()
  const waiting = new Set<string>()
  const read = async (key: string): Promise<unknown> => {
    const kept = await client.settings.read({ scope: 'account', key }).catch(() => undefined)
    return kept?.value ?? undefined
  }
  const write = (key: string, value: unknown): void =>
    void client.settings.write({ scope: 'account', key, value }).catch(() => undefined)
  function atTheEnd(key: string, value: () => unknown): void {
    if (waiting.has(key)) return
    waiting.add(key)
    queueMicrotask(() => {
      waiting.delete(key)
      const latest = value()
      if (latest !== undefined) write(key, latest)
    })
  }

  return {
    async read(nameOf) {
      const index = await read(INDEX_KEY)
      const ids = idsOf(index)
      const kept = await Promise.all(ids.map(async (id) => ({ id, value: await read(keyOf(id)) })))
      const found = kept.map(({ id, value }, at) => parseLayout(id, value, nameOf(at + 1)))
      const layouts = found.flatMap((one) => one.layout ?? [])
      const damaged = found.flatMap((one) => (one.isDamaged ? [one.name] : []))
      if (index !== undefined && ids.length === 0) damaged.push(nameOf(1))
      if (layouts.length > 0) return { layouts, damaged, isIndexed: true, ...parseIndex(index, layouts) }
      const old = parseContent(await read(OLD_KEY))
      const first = old ? [{ id: newLayoutId(), name: nameOf(1), locked: false, ...old.content }] : []
      return { layouts: first, current: first[0]?.id, tour: undefined, isIndexed: false, damaged }
    },
    saveLayout: (id, layout) => atTheEnd(keyOf(id), layout),
    saveIndex: (index) => atTheEnd(INDEX_KEY, (): SavedIndex => ({ ...index(), writer })),
    // A value of null is none.
    remove: (id) => write(keyOf(id), null),
    onLayout(listener) {
      client.on('settings.changed', ({ scope, key, value }) => {
        const id = key.startsWith(`${INDEX_KEY}.`) ? key.slice(INDEX_KEY.length + 1) : ''
        const { layout } = scope === 'account' && isLayoutId(id) ? parseLayout(id, value, '') : {}
        if (layout) listener(layout)
      })
    },
    onIndex(known, listener) {
      client.on('settings.changed', async ({ scope, key, value }) => {
        const isOurs = isRecord(value) && value['writer'] === writer
        if (scope !== 'account' || key !== INDEX_KEY || isOurs) return
        const order = idsOf(value)
        const added = await Promise.all(
          order.filter((id) => !known(id)).map(async (id) => parseLayout(id, await read(keyOf(id)), id).layout),
        )
        if (order.length > 0)
          listener(
            order,
            added.flatMap((layout) => layout ?? []),
          )
      })
    },
  }
}

export function newLayoutId(random: () => number = Math.random): string {
  return Array.from({ length: 8 }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join('')
}

export function isLayoutId(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z]{8}$/.test(value)
}

function idsOf(index: unknown): string[] {
  const order = isRecord(index) && Array.isArray(index['order']) ? index['order'] : []
  return [...new Set(order.filter(isLayoutId))].slice(0, MOST_LAYOUTS)
}

function parseIndex(index: unknown, layouts: readonly SavedLayout[]): Pick<SavedWall, 'current' | 'tour'> {
  const known = layouts.map(({ id }) => id)
  const { current, tour } = isRecord(index) ? index : {}
  return { current: known.find((id) => id === current) ?? known[0], tour: parseTabTour(tour, known) }
}

/** One that was not kept is left out; one that was, but is no layout, is an empty one under its name. */
function parseLayout(id: string, value: unknown, fallback: string) {
  if (value === undefined || value === null) return { name: fallback, isDamaged: true }
  const fields = isRecord(value) ? value : {}
  const name = cleanName(fields['name']) || fallback
  const read = parseContent(value) ?? parseContent({ size: 9, panes: [] })
  const isDamaged = read?.isDamaged !== false || parseContent(value) === undefined
  const layout = read && { id, name, locked: fields['locked'] === true, ...read.content }
  return { name, isDamaged, layout }
}

/** Alarms folded by device and type. The store folds; this list asks it again when something changed, at most once a second. */
import { shallowRef } from 'vue'
import type { AlarmFilter, Bundle } from '../../../shared/contract/alarms.ts'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import type { ErrorEnvelope } from '../../../shared/errors.ts'
import { toEnvelope } from '../../ui/error-sentence.ts'
import { passes } from './alarm-filter.ts'
import type { AlarmChange, AlarmLine, LineSource } from './alarm-line.ts'

/** From one alarm of a bundle to the next. */
export const BUNDLE_WINDOW_MS = 600_000
const PAGE = 100
/** What one answer may hold. */
const MOST = 500
const REFRESH_MS = 1000

type Client = Pick<WatchpostClient, 'alarms'>

export class BundleList implements LineSource {
  readonly lines = shallowRef<readonly AlarmLine[]>([])
  readonly more = shallowRef(false)
  readonly loading = shallowRef(false)
  readonly error = shallowRef<ErrorEnvelope>()
  readonly fresh = shallowRef(0)
  readonly #client: Client
  readonly #filter: AlarmFilter
  #reading = false
  #read = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(client: Client, filter: AlarmFilter) {
    this.#client = client
    this.#filter = filter
  }

  setReading(reading: boolean): void {
    const isBack = this.#reading && !reading
    this.#reading = reading
    if (isBack) this.showFresh()
  }

  async reload(): Promise<void> {
    this.fresh.value = 0
    await this.#fetch(undefined, PAGE)
  }

  async loadMore(): Promise<void> {
    const last = this.lines.value.at(-1)
    if (last && this.more.value && !this.loading.value) await this.#fetch(last, PAGE)
  }

  showFresh(): void {
    this.fresh.value = 0
    void this.#refresh()
  }

  apply({ alarms, raised }: AlarmChange): void {
    if (this.#reading) {
      const isNew = new Set(raised)
      this.fresh.value += alarms.filter((alarm) => isNew.has(alarm.key) && passes(alarm, this.#filter)).length
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      void this.#refresh()
    }, REFRESH_MS)
  }

  dispose(): void {
    this.#read++
    clearTimeout(this.#timer)
  }

  /** What is loaded, as the store says it now. */
  async #refresh(): Promise<void> {
    if (this.loading.value) return
    await this.#fetch(undefined, Math.min(MOST, Math.max(PAGE, this.lines.value.length)))
  }

  async #fetch(after: AlarmLine | undefined, limit: number): Promise<void> {
    const mine = ++this.#read
    this.loading.value = true
    this.error.value = undefined
    const before = after && { before: { time: after.alarm.time, key: after.key } }
    const asked = { filter: this.#filter, limit, windowMs: BUNDLE_WINDOW_MS, ...before }
    try {
      const page = await this.#client.alarms.bundles(asked)
      if (mine !== this.#read) return
      if (after) this.lines.value = appended(this.lines.value, page.bundles)
      else if (this.#reading) return this.#update(page.bundles)
      else this.lines.value = page.bundles.map(lineOf)
      this.more.value = page.more
    } catch (thrown) {
      if (mine === this.#read) this.error.value = toEnvelope(thrown)
    } finally {
      if (mine === this.#read) this.loading.value = false
    }
  }

  /** While the operator reads, only what stands there already changes. */
  #update(bundles: readonly Bundle[]): void {
    const now = new Map(bundles.map((bundle) => [bundle.newest.key, bundle]))
    this.lines.value = this.lines.value.map((line) => {
      const bundle = now.get(line.key)
      return bundle ? lineOf(bundle) : line
    })
  }
}

function lineOf(bundle: Bundle): AlarmLine {
  return { key: bundle.newest.key, alarm: bundle.newest, bundle }
}

function appended(lines: readonly AlarmLine[], bundles: readonly Bundle[]): AlarmLine[] {
  const known = new Set(lines.map(({ key }) => key))
  return [...lines, ...bundles.map(lineOf).filter(({ key }) => !known.has(key))]
}

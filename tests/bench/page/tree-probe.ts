/** Watches a list from inside its page: when rows come, and when a key's result is painted. Refers to nothing outside itself. */
export interface TreeProbe {
  /** @returns ms from the click that signed in until a row, and until `total` devices stand in the tree */
  filled(total: number): Promise<{ firstRowMs: number; allRowsMs: number }>
  /** From now on the next key in the search field counts. Await it before the key is sent: the two travel separately. */
  armKeystroke(): void
  /** @returns ms from the armed key to the frame with the change it made to the list, and what the list said then */
  keystroke(): Promise<{ ms: number; shown: string }>
  shown(): string
  /** Waits until the head of the tree says so. @returns epoch ms of the frame that does */
  onlineShown(online: number): Promise<number>
  /** Lengths of the tasks over 50 ms since the last call, ms. */
  longTasks(): number[]
}

/** Where a page has what is watched, as selectors. */
export interface TreePlaces {
  readonly search: string
  readonly list: string
  /** Changes within the list that are not its result. */
  readonly apart: string
  /** `online/total` */
  readonly count: string
  /** What a result is known by. */
  readonly result: string
}

declare global {
  interface Window {
    treeProbe: TreeProbe
  }
}

export function installTreeProbe(places: TreePlaces): void {
  const long: number[] = []
  const tasks = new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration)))
  tasks.observe({ type: 'longtask', buffered: true })
  let enteredAt = 0
  addEventListener('click', ({ timeStamp }) => (enteredAt ||= timeStamp), true)

  /** A message posted while a frame is made arrives after it was painted. */
  const painted = (): Promise<number> =>
    new Promise((resolve) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(performance.now())
        port2.postMessage(undefined)
      }),
    )
  const numbers = (): number[] =>
    (document.querySelector(places.count)?.textContent ?? '').split('/').map((text) => Number(text.replace(/\D/g, '')))
  /** Looks at each change below `root`; no polling, so that waiting costs nothing. Rejects after a minute. */
  const onChange = (what: string, root: Node, isIt: (records: readonly MutationRecord[]) => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const observer = new MutationObserver((records) => {
        if (!isIt(records)) return
        stop()
        resolve()
      })
      const timer = setTimeout(() => {
        stop()
        reject(new Error(`waited a minute in vain: ${what}`))
      }, 60_000)
      const stop = (): void => {
        observer.disconnect()
        clearTimeout(timer)
      }
      observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true })
    })
  const until = (what: string, holds: () => boolean): Promise<void> =>
    holds() ? Promise.resolve() : onChange(what, document, holds)
  const shown = (): string => document.querySelector(places.result)?.getAttribute('data-count') ?? 'all'
  const resultChanged = (records: readonly MutationRecord[]): boolean =>
    records.some(({ target }) => {
      const element = target instanceof Element ? target : target.parentElement
      return element !== null && element.closest(places.apart) === null
    })

  let keystroke: ReturnType<TreeProbe['keystroke']> | undefined
  window.treeProbe = {
    async filled(total) {
      await until('a row', () => document.querySelector('[data-testid="fleet-row"]') !== null)
      const firstRowMs = (await painted()) - enteredAt
      await until('all rows', () => numbers()[1] === total)
      return { firstRowMs, allRowsMs: (await painted()) - enteredAt }
    },
    armKeystroke() {
      const search = document.querySelector(places.search)
      const list = document.querySelector(places.list)
      if (!search || !list) throw new Error('no search field or no list')
      let pressedAt: number | undefined
      const pressed = (event: Event): void => void (pressedAt ??= event.timeStamp)
      // Chinese comes from an input method, without a key.
      for (const name of ['keydown', 'input']) search.addEventListener(name, pressed, true)
      keystroke = onChange('a result', list, (records) => pressedAt !== undefined && resultChanged(records))
        .finally(() => {
          for (const name of ['keydown', 'input']) search.removeEventListener(name, pressed, true)
        })
        .then(async () => ({ ms: (await painted()) - (pressedAt ?? 0), shown: shown() }))
    },
    async keystroke() {
      if (!keystroke) throw new Error('no key is expected')
      return await keystroke
    },
    shown,
    async onlineShown(online) {
      await until(`${online} on-line`, () => numbers()[0] === online)
      await painted()
      return Date.now()
    },
    longTasks() {
      long.push(...tasks.takeRecords().map(({ duration }) => duration))
      return long.splice(0)
    },
  }
}

/** The page's side of its worker for streams: made with the first stream, told apart by numbers. */
import workerUrl from './stream-worker.ts?worker&url'
import type { OpenOrder, Order, Report } from './worker-messages.ts'

/** Reports of one stream; `numbers` come with those of all others. */
export type StreamReport = Exclude<Report, { type: 'numbers' }>

export interface StreamListener {
  onReport(report: StreamReport): void
  onNumbers(numbers: Extract<Report, { type: 'numbers' }>['streams'][number][1]): void
  /** The worker broke. */
  onFailed(reason: string): void
}

export interface Streams {
  /** Gives writables and port away. @returns the off-function */
  open(order: Omit<OpenOrder, 'type' | 'id'>, listener: StreamListener): () => void
}

export function createStreams(): Streams {
  const listeners = new Map<number, StreamListener>()
  let worker: Worker | undefined
  let lastId = 0

  function hear(report: Report): void {
    if (report.type !== 'numbers') return listeners.get(report.id)?.onReport(report)
    for (const [id, numbers] of report.streams) listeners.get(id)?.onNumbers(numbers)
  }
  function ready(): Worker {
    if (worker) return worker
    worker = new Worker(trusted(workerUrl) as string, { type: 'module', name: 'streams' })
    worker.onmessage = ({ data }: MessageEvent<Report>) => hear(data)
    worker.onerror = (event) => {
      // Whatever it was: the next stream gets another worker.
      worker?.terminate()
      worker = undefined
      for (const listener of [...listeners.values()]) listener.onFailed(event.message)
    }
    return worker
  }
  const send = (order: Order, transfer: Transferable[] = []): void => ready().postMessage(order, transfer)
  return {
    open(order, listener) {
      const id = ++lastId
      listeners.set(id, listener)
      const transfer: Transferable[] = [order.pictures]
      if (order.sound) transfer.push(order.sound)
      if ('port' in order.source) transfer.push(order.source.port)
      send({ type: 'open', id, ...order }, transfer)
      return () => {
        if (listeners.delete(id) && worker) send({ type: 'close', id })
      }
    },
  }
}

/** What the page's policy lets be made into a worker: an address of our own build and nothing else. */
interface ScriptPolicies {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown }
}

const policies = (globalThis as { trustedTypes?: ScriptPolicies }).trustedTypes
const policy = policies?.createPolicy('watchpost-streams', {
  createScriptURL(url) {
    if (url !== workerUrl) throw new TypeError('not our worker')
    return url
  },
})
const trusted = (url: string): unknown => policy?.createScriptURL(url) ?? url

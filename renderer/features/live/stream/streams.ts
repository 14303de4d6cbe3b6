/** The page's side of its worker for streams: made with the first stream, told apart by numbers. */
import type { Effort } from '../governor.ts'
import { LoadMeter, type StreamLoad } from './load-meter.ts'
import type { TapeOptions } from './tape-transform.ts'
import workerUrl from './stream-worker.ts?worker&url'
import type { OpenOrder, Order, ReplayNumbers, ReplayOrder, Report } from './worker-messages.ts'

/** Reports of one stream; `numbers` come with those of all others. */
export type StreamReport = Exclude<Report, { type: 'numbers' }>

export interface StreamListener {
  onReport(report: StreamReport): void
  onNumbers(numbers: Extract<Report, { type: 'numbers' }>['streams'][number][1]): void
  /** The worker broke. */
  onFailed(reason: string): void
}

export interface Replay {
  /** To a moment so long ago. */
  seek(backMs: number): void
  /** 0: stands still. */
  setRate(rate: number): void
  close(): void
}

export interface OpenStream {
  /** Where its sound goes, given away; undefined: nobody listens any more. At first nobody does. */
  setSound(sound: WritableStream<AudioData> | undefined): void
  /** More than once is no error. */
  close(): void
}

export interface Streams {
  /** Gives writable and port away. */
  open(order: Omit<OpenOrder, 'type' | 'id'>, listener: StreamListener): OpenStream
  /** A place for the last minute of a pane. */
  newTape(): number
  closeTape(tapeId: number): void
  /** How much of a pane goes to its decoder. */
  setEffort(tapeId: number, effort: Effort): void
  /** Since this was asked last. */
  takeLoad(): StreamLoad
  /** Pictures that a peer connection receives go onto the tape as well. Before it is negotiated. */
  tape(receiver: RTCRtpReceiver, tapeId: number): void
  /** Shows the tape from so long ago on. Gives the writable away. */
  replay(order: Omit<ReplayOrder, 'type' | 'id'>, onNumbers: (numbers: ReplayNumbers) => void): Replay
}

export function createStreams(): Streams {
  const listeners = new Map<number, StreamListener>()
  const replays = new Map<number, (numbers: ReplayNumbers) => void>()
  let worker: Worker | undefined
  let lastId = 0
  const meter = new LoadMeter()
  const tapes = new Set<number>()

  function hear(report: Report): void {
    if (report.type !== 'numbers') return listeners.get(report.id)?.onReport(report)
    meter.hear(report)
    for (const [id, numbers] of report.streams) listeners.get(id)?.onNumbers(numbers)
    for (const [id, numbers] of report.replays) replays.get(id)?.(numbers)
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
    for (const id of tapes) worker.postMessage({ type: 'openTape', id } satisfies Order)
    return worker
  }
  const send = (order: Order, transfer: Transferable[] = []): void => ready().postMessage(order, transfer)
  return {
    open(order, listener) {
      const id = ++lastId
      listeners.set(id, listener)
      const transfer: Transferable[] = [order.pictures]
      if ('port' in order.source) transfer.push(order.source.port)
      send({ type: 'open', id, ...order }, transfer)
      const isOpen = (): boolean => listeners.has(id) && worker !== undefined
      return {
        setSound: (sound) => isOpen() && send({ type: 'sound', id, sound }, sound ? [sound] : []),
        close() {
          if (isOpen()) send({ type: 'close', id })
          listeners.delete(id)
        },
      }
    },
    newTape() {
      const id = ++lastId
      if (worker) send({ type: 'openTape', id })
      tapes.add(id)
      ready()
      return id
    },
    closeTape: (id) => tapes.delete(id) && worker && send({ type: 'closeTape', id }),
    setEffort: (id, effort) => worker && send({ type: 'effort', id, effort }),
    takeLoad: () => meter.take(),
    tape(receiver, tapeId) {
      const options: TapeOptions = { tapeId, source: ++lastId }
      receiver.transform = new RTCRtpScriptTransform(ready(), options)
    },
    replay(order, onNumbers) {
      const id = ++lastId
      replays.set(id, onNumbers)
      send({ type: 'replay', id, ...order }, [order.pictures])
      return replayOf(id, send, () => replays.delete(id))
    },
  }
}

function replayOf(id: number, send: (order: Order) => void, forget: () => boolean): Replay {
  return {
    seek: (backMs) => send({ type: 'seek', id, backMs }),
    setRate: (rate) => send({ type: 'rate', id, rate }),
    close: () => forget() && send({ type: 'closeReplay', id }),
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

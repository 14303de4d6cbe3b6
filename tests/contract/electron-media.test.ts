/** The real preload and the real serving side of a channel of frames; between them ports of Node, dressed as Electron's. */
import { EventEmitter } from 'node:events'
import type { MessagePort } from 'node:worker_threads'
import { expect, it, onTestFinished, vi } from 'vitest'
import { serveMedia } from '../../electron/host/electron/media-pipe.ts'
import { MOST_CHANNEL_BYTES } from '../../electron/host/common/pipe-limits.ts'
import type { MediaPipe } from '../../electron/core/host.ts'
import { until } from '../support/until.ts'

interface PageMessage {
  readonly data: unknown
  readonly origin: string
  readonly port: MessagePort
}

/** Electron's main process hears a message as the `data` of an event. */
function dressed(port: MessagePort) {
  const events = new EventEmitter()
  port.on('message', (data: unknown) => events.emit('message', { data }))
  port.on('close', () => events.emit('close'))
  return Object.assign(events, {
    postMessage: (message: unknown) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
  })
}

async function openPage(senderFrame: unknown = { parent: null, url: 'app://watchpost/#/live' }) {
  const contents = { ipc: new EventEmitter() }
  const given: { ticket: string; pipe: MediaPipe }[] = []
  const logged: string[] = []
  const attach = (ticket: string, pipe: MediaPipe): void => void given.push({ ticket, pipe })
  serveMedia(contents as unknown as Parameters<typeof serveMedia>[0], attach, (_level, text) => logged.push(text))
  const page: PageMessage[] = []
  const exposed: { watchpostPipe?: { openMedia(ticket: string): void } } = {}
  vi.stubGlobal('window', {
    location: { origin: 'app://watchpost' },
    postMessage: (data: unknown, origin: string, [port]: [MessagePort]) => page.push({ data, origin, port }),
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  vi.resetModules()
  vi.doMock('electron', () => ({
    contextBridge: { exposeInMainWorld: (name: 'watchpostPipe', value: never) => (exposed[name] = value) },
    ipcRenderer: {
      on: () => undefined,
      postMessage: (channel: string, ticket: unknown, [port]: [MessagePort]) =>
        contents.ipc.emit(channel, { senderFrame, ports: [dressed(port)] }, ticket),
    },
  }))
  await import('../../electron/preload.ts')
  exposed.watchpostPipe?.openMedia('a-ticket')
  const [message] = page
  if (!message) throw new Error('the page got no port')
  onTestFinished(() => message.port.close())
  return { ...message, given, logged }
}

it('the page gets a port, the core the other end with the ticket; frames go one way, receipts the other', async () => {
  const { data, origin, port, given } = await openPage()
  expect({ data, origin }).toEqual({ data: { watchpostMedia: 'a-ticket' }, origin: 'app://watchpost' })
  const { ticket, pipe } = given[0]!
  expect(ticket).toBe('a-ticket')
  const [frames, receipts]: [unknown[], Uint8Array[]] = [[], []]
  port.on('message', (frame: unknown) => frames.push(frame))
  pipe.onMessage((receipt) => receipts.push(receipt))
  pipe.post(new Uint8Array([1, 2, 3]))
  port.postMessage(new Uint8Array([0, 0, 0, 1]))
  port.postMessage('nonsense')
  port.postMessage(new Uint8Array(MOST_CHANNEL_BYTES + 1))
  port.postMessage(new Uint8Array([0, 0, 0, 2]))
  await until('both', () => frames.length === 1 && receipts.length === 2)
  expect(new Uint8Array(frames[0] as ArrayBuffer)).toEqual(new Uint8Array([1, 2, 3]))
})

it('either end closes it for both', async () => {
  const first = await openPage()
  let closed = 0
  first.given[0]!.pipe.onClose(() => closed++)
  first.port.close()
  await until('the core knows', () => closed === 1)
  const second = await openPage()
  const { pipe } = second.given[0]!
  pipe.onClose(() => closed++)
  const gone = new Promise((resolve) => second.port.once('close', resolve))
  pipe.close()
  pipe.post(new Uint8Array(3))
  await gone
  expect(closed).toBe(2)
})

it('a frame that is not our page gets none', async () => {
  const { port, given, logged } = await openPage({ parent: null, url: 'https://evil.example/' })
  await new Promise((resolve) => port.once('close', resolve))
  expect(given).toEqual([])
  expect(logged).toHaveLength(1)
})

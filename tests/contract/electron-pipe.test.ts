/** The real preload and the real serving side; between them an ipc that copies text and delivers later, as Electron's does. */
import { EventEmitter } from 'node:events'
import { vi } from 'vitest'
import { servePage } from '../../electron/host/electron/pipe.ts'
import { Emitter } from '../../shared/emitter.ts'
import { pipeSuite } from './pipe-suite.ts'

interface Bridge {
  post(text: string): void
  onMessage(listener: (text: string) => void): void
  onClose(listener: () => void): void
}

class FakeContents extends EventEmitter {
  readonly ipc = new EventEmitter()
  readonly toPage = new EventEmitter()
  readonly state = { gone: false }
  readonly isDestroyed = (): boolean => this.state.gone
  readonly isCrashed = (): boolean => this.state.gone
  send(channel: string, ...args: unknown[]): void {
    queueMicrotask(() => !this.state.gone && this.toPage.emit(channel, {}, ...args))
  }
  fromPage(channel: string, ...args: unknown[]): void {
    const senderFrame = { parent: null, url: 'app://watchpost/#/live' }
    queueMicrotask(() => !this.state.gone && this.ipc.emit(channel, { senderFrame }, ...args))
  }
}

/** Runs the preload as for a new window. */
async function loadPreload(contents: FakeContents): Promise<Bridge> {
  const exposed: Record<string, unknown> = {}
  vi.resetModules()
  vi.doMock('electron', () => ({
    contextBridge: { exposeInMainWorld: (name: string, value: unknown) => (exposed[name] = value) },
    ipcRenderer: { send: contents.fromPage.bind(contents), on: contents.toPage.on.bind(contents.toPage) },
  }))
  await import('../../electron/preload.ts')
  return exposed['watchpostPipe'] as Bridge
}

pipeSuite('through the Electron preload', (service) => async () => {
  const contents = new FakeContents()
  servePage(contents as unknown as Parameters<typeof servePage>[0], service.serve, () => undefined)
  const bridge = await loadPreload(contents)
  const messages = new Emitter<string>()
  const closed = new Emitter<void>()
  bridge.onMessage((text) => messages.emit(text))
  bridge.onClose(() => closed.emit())
  const vanish = (): void => {
    contents.state.gone = true
    contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
  }
  return {
    pipe: {
      post: (text) => bridge.post(text),
      onMessage: (listener) => messages.on(listener),
      onClose: (listener) => closed.on(listener),
      close: vanish,
    },
    vanish,
  }
})

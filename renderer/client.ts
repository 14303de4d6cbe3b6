/**
 * The renderer's only way out: the contract over one pipe. Under Electron the preload gives the pipe, under the Node host
 * it is a websocket to the server this page came from.
 */
import { inject, type InjectionKey } from 'vue'
import { contract, type WatchpostClient } from '../shared/contract/index.ts'
import { Emitter } from '../shared/emitter.ts'
import { connect, type Pipe } from '../shared/wire.ts'

declare global {
  interface Window {
    /** Put there by the preload script, and by nothing else. */
    watchpostPipe?: {
      post(text: string): void
      onMessage(listener: (text: string) => void): void
      onClose(listener: () => void): void
    }
  }
}

export const clientKey: InjectionKey<WatchpostClient> = Symbol('client')

/** The client of this window. Works in components and in stores. */
export function useClient(): WatchpostClient {
  const client = inject(clientKey)
  if (!client) throw new Error('no client provided')
  return client
}

/** Resolves when the core can be asked. Rejects when the core refuses the pipe. */
export async function openClient(): Promise<WatchpostClient> {
  return connect(contract, window.watchpostPipe ? preloadPipe(window.watchpostPipe) : await socketPipe())
}

function preloadPipe(bridge: NonNullable<Window['watchpostPipe']>): Pipe {
  const messages = new Emitter<string>()
  const closed = new Emitter<void>()
  bridge.onMessage((text) => messages.emit(text))
  bridge.onClose(() => closed.emit())
  return {
    post: (text) => bridge.post(text),
    onMessage: (listener) => messages.on(listener),
    onClose: (listener) => closed.on(listener),
    close: () => window.close(),
  }
}

function socketPipe(): Promise<Pipe> {
  const address = new URL('pipe', window.location.href)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  address.hash = ''
  const socket = new WebSocket(address)
  const messages = new Emitter<string>()
  const closed = new Emitter<void>()
  socket.onmessage = (message) => messages.emit(String(message.data))
  socket.onclose = () => closed.emit()
  const pipe: Pipe = {
    post: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text)
    },
    onMessage: (listener) => messages.on(listener),
    onClose: (listener) => closed.on(listener),
    close: () => socket.close(),
  }
  return new Promise((resolve, reject) => {
    socket.onopen = () => resolve(pipe)
    socket.onerror = () => reject(new Error('the core refused the pipe'))
  })
}

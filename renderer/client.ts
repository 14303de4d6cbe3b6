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
      /** Answers with a message to this window: `{ watchpostMedia: ticket }` and a port. */
      openMedia(ticket: string): void
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

/** Where the frames of a stream are: an address of the server this page came from, or under Electron a port. */
export async function openMediaChannel(ticket: string): Promise<{ url: string } | { port: MessagePort }> {
  const bridge = window.watchpostPipe
  if (!bridge) return { url: socketAddress(`media/${ticket}`).href }
  return await new Promise((resolve) => {
    const take = ({ data, source, ports: [port] }: MessageEvent<{ watchpostMedia?: unknown } | null>): void => {
      if (source !== window || !port || data?.watchpostMedia !== ticket) return
      window.removeEventListener('message', take)
      resolve({ port })
    }
    window.addEventListener('message', take)
    bridge.openMedia(ticket)
  })
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
  const socket = new WebSocket(socketAddress('pipe'))
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

function socketAddress(name: string): URL {
  const address = new URL(name, window.location.href)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  address.hash = ''
  return address
}

import type { MediaPipe } from '../../core/host.ts'
import { MOST_CHANNEL_BYTES } from './pipe-limits.ts'

/** A message port of the main process, as far as frames need it. */
interface Port {
  on(event: 'close', listener: () => void): unknown
  on(event: 'message', listener: (message: { data: unknown }) => void): unknown
  start(): void
  postMessage(message: unknown): void
  close(): void
}

/** A port tells nothing of what the page has not read: the core goes by the page's receipts. */
export function portPipe(port: Port): MediaPipe {
  const closers: (() => void)[] = []
  let isOpen = true
  const end = (): void => {
    if (!isOpen) return
    isOpen = false
    for (const closer of closers) closer()
  }
  port.on('close', end)
  return {
    post: (message) => isOpen && port.postMessage(message.buffer),
    onMessage(listener) {
      port.on('message', ({ data }: { data: unknown }) => {
        if (data instanceof Uint8Array && data.length <= MOST_CHANNEL_BYTES) listener(data)
      })
      port.start()
    },
    onClose: (listener) => void closers.push(listener),
    close() {
      port.close()
      // Told to the other end only.
      end()
    },
  }
}

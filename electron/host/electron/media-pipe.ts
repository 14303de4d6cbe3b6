import type { IpcMainEvent, MessagePortMain, WebContents } from 'electron'
import type { MediaPipe } from '../../core/host.ts'
import type { Log } from '../common/log-file.ts'
import { MOST_RECEIPT_BYTES } from '../common/pipe-limits.ts'
import { isOurTopFrame } from './origin.ts'

/** Name of the preload's message; it names it itself, for it may import nothing. */
export const MEDIA_CHANNEL = 'watchpost-media'

const MOST_TICKET_CHARACTERS = 100

/** Takes the page's port for the frames of a stream. The port ends with the document that made it. */
export function serveMedia(contents: WebContents, attach: (ticket: string, pipe: MediaPipe) => void, log: Log): void {
  contents.ipc.on(MEDIA_CHANNEL, (event: IpcMainEvent, ticket: unknown) => {
    const [port] = event.ports
    const isTicket = typeof ticket === 'string' && ticket.length <= MOST_TICKET_CHARACTERS
    if (port && isTicket && isOurTopFrame(event.senderFrame)) return attach(ticket, portPipe(port))
    log('warn', 'a channel for frames that our page did not ask for was closed')
    port?.close()
  })
}

/** A port tells nothing of what the page has not read: the core goes by the page's receipts. */
function portPipe(port: MessagePortMain): MediaPipe {
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
        if (data instanceof Uint8Array && data.length <= MOST_RECEIPT_BYTES) listener(data)
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

import type { IpcMainEvent, WebContents } from 'electron'
import type { MediaPipe } from '../../core/host.ts'
import type { Log } from '../common/log-file.ts'
import { portPipe } from '../common/port-pipe.ts'
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

import type { WebContents } from 'electron'
import type { Scope } from '../../../shared/disposables.ts'
import type { Pipe } from '../../../shared/wire.ts'
import type { Log } from '../common/log-file.ts'
import { openPipe, type OpenPipe } from '../common/open-pipe.ts'
import { HARD_MESSAGE_LIMIT } from '../common/pipe-limits.ts'
import { isOurTopFrame } from './origin.ts'

/** Channels of the preload's object; it names them itself, for it may import nothing. */
export const MESSAGE_CHANNEL = 'watchpost-pipe'
export const CLOSED_CHANNEL = 'watchpost-pipe-closed'

/**
 * Serves the page of one window. A connection begins with the first message of a document and ends with the document:
 * navigation, crash or the window's end release what it had opened.
 */
export function servePage(contents: WebContents, serve: (pipe: Pipe) => Scope, log: Log): void {
  let current: OpenPipe | undefined
  const send = (channel: string, ...args: unknown[]): void => {
    if (!contents.isDestroyed() && !contents.isCrashed()) contents.send(channel, ...args)
  }
  const end = (): void => {
    const ending = current
    current = undefined
    ending?.pipe.close()
  }
  contents.ipc.on(MESSAGE_CHANNEL, (event, text: unknown) => {
    if (!isOurTopFrame(event.senderFrame)) return log('warn', 'a message of a frame that is not our page was dropped')
    if (typeof text !== 'string' || text.length > HARD_MESSAGE_LIMIT) {
      log('warn', 'a message that is no text or far too large closed its connection')
      return end()
    }
    if (!current) {
      current = openPipe({
        post: (message) => send(MESSAGE_CHANNEL, message),
        onEnd: () => {
          current = undefined
          send(CLOSED_CHANNEL)
        },
      })
      serve(current.pipe)
    }
    current.receive(text)
  })
  contents.on('did-navigate', end)
  contents.on('render-process-gone', end)
  contents.on('destroyed', end)
}

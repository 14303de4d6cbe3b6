/** The page's end of the channel of one stream, in the worker: messages in, receipts and wishes out. */
import { readReceipt, soundWish } from '../../../../shared/media/media-message.ts'
import { Turns } from './turns.ts'
import type { ChannelSource } from './worker-messages.ts'

/** Messages after which a receipt is due; the rest is told with the next round. */
const RECEIPT_EVERY = 8
/**
 * Chromium holds websockets back that are opened beside others on their way: hardly with six, up to five seconds with sixteen
 * and more. A wall that begins has sixty-four.
 */
const turns = new Turns(6)

export interface Channel {
  /** Tells what was read and not told yet. */
  confirm(): void
  /** Whether sound is to come. None does at first. */
  wantSound(isWanted: boolean): void
  close(): void
}

export interface ChannelListener {
  onMessage(message: ArrayBuffer): void
  /** The other end closed it, or it could not be opened. Not after `close`. */
  onClosed(): void
}

interface Wire {
  /** What is said before the other end is there waits for it. */
  send(bytes: Uint8Array<ArrayBuffer>): void
  close(): void
}

export function openChannel(source: ChannelSource, listener: ChannelListener): Channel {
  let [read, told] = [0, 0]
  let isOver = false
  const confirm = (): void => {
    if (read === told || isOver) return
    told = read
    wire.send(readReceipt(read))
  }
  const take = (data: unknown): void => {
    if (isOver || !(data instanceof ArrayBuffer)) return
    read++
    if (read - told >= RECEIPT_EVERY) confirm()
    listener.onMessage(data)
  }
  const over = (): void => {
    if (isOver) return
    isOver = true
    listener.onClosed()
  }
  const wire = 'url' in source ? socketWire(source.url, take, over) : portWire(source.port, take, over)
  return {
    confirm,
    wantSound: (isWanted) => isOver || wire.send(soundWish(isWanted)),
    close() {
      isOver = true
      wire.close()
    },
  }
}

/** Opens when it is its turn. */
function socketWire(url: string, take: (data: unknown) => void, over: () => void): Wire {
  const early: Uint8Array<ArrayBuffer>[] = []
  let socket: WebSocket | undefined
  const leave = turns.take(() => {
    socket = new WebSocket(url)
    socket.binaryType = 'arraybuffer'
    socket.onmessage = ({ data }) => take(data)
    socket.onclose = () => {
      leave()
      over()
    }
    socket.onopen = () => {
      leave()
      for (const bytes of early) socket?.send(bytes)
    }
  })
  return {
    send(bytes) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(bytes)
      else if (!socket || socket.readyState === WebSocket.CONNECTING) early.push(bytes)
    },
    close() {
      leave()
      socket?.close()
    },
  }
}

function portWire(port: MessagePort, take: (data: unknown) => void, over: () => void): Wire {
  port.onmessage = ({ data }) => take(data)
  port.addEventListener('close', over)
  return { send: (bytes) => port.postMessage(bytes), close: () => port.close() }
}

import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Switch {
  /** https; the same certificate as the platform's, since bytes pass as they are. */
  readonly url: string
  /** Cuts what is open; from now on whoever connects gets an answer that is no TLS. */
  breakHandshakes(): void
  /** The same as soon as the platform closes a connection at a time when `due` holds, before the client learns of it. */
  breakAtClose(due: () => boolean): void
  mend(): void
}

/** Stands between the client and a platform with TLS on this machine, for handshakes that fail on the way. */
export async function openSwitch(port: number): Promise<Switch> {
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
  }
  const cut = (): void => sockets.forEach((socket) => socket.destroy())
  let isBroken = false
  let breaksAtClose = (): boolean => false
  const breakHandshakes = (): void => {
    isBroken = true
    breaksAtClose = () => false
    cut()
  }
  const server = createServer((incoming) => {
    keep(incoming)
    if (isBroken) return void incoming.end('HTTP/1.1 400 Bad Request\r\n\r\n')
    const outgoing = keep(connect(port, '127.0.0.1'))
    incoming.pipe(outgoing).pipe(incoming)
    outgoing.on('close', () => {
      if (breaksAtClose()) breakHandshakes()
      else incoming.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    cut()
    server.close()
  })
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    breakHandshakes,
    breakAtClose: (due) => {
      breaksAtClose = due
    },
    mend: () => {
      isBroken = false
    },
  }
}

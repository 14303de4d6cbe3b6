import { WebSocket } from 'ws'
import { websocketPipe } from '../../electron/host/node/pipe.ts'
import { openSocket, startLoopback } from '../support/loopback.ts'
import { pipeSuite } from './pipe-suite.ts'

pipeSuite('over the loopback websocket', async (service) => {
  const { server, enter } = await startLoopback(service.serve)
  return async () => {
    const url = `${server.origin.replace('http', 'ws')}/pipe`
    const socket = await openSocket(url, { cookie: await enter(), origin: server.origin })
    if (!(socket instanceof WebSocket)) throw new Error(`the upgrade was refused with ${socket}`)
    return { pipe: websocketPipe(socket), vanish: () => socket.terminate() }
  }
})

/** Another window on the client of a desk, without a page: the same pipe, with the cookie of the desk's browser. */
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { websocketPipe } from '../../../electron/host/node/pipe.ts'
import { contract, type WatchpostClient } from '../../../shared/contract/index.ts'
import { connect } from '../../../shared/wire.ts'
import { openSocket } from '../../support/loopback.ts'
import type { Desk } from './desk.ts'

export async function secondWindow({ context, page }: Pick<Desk, 'context' | 'page'>): Promise<WatchpostClient> {
  const { host, origin } = new URL(page.url())
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const socket = await openSocket(`ws://${host}/pipe`, { origin, cookie })
  if (!(socket instanceof WebSocket)) throw new Error(`the pipe was refused with ${socket}`)
  onTestFinished(() => socket.terminate())
  return connect(contract, websocketPipe(socket))
}

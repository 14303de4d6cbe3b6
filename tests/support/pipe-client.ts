/** The client's process asked over the loopback pipe, as its page would ask. */
import { WebSocket } from 'ws'
import { websocketPipe } from '../../electron/host/node/pipe.ts'
import { contract, type WatchpostClient } from '../../shared/contract/index.ts'
import { connect } from '../../shared/wire.ts'
import { openSocket } from './loopback.ts'

export interface PipeClient {
  readonly client: WatchpostClient
  close(): void
}

/** `url`: with its one-time token, which is used up. Returns the `name=value` of the cookie it is good for. */
export async function enter(url: string): Promise<string> {
  const answer = await fetch(url, { redirect: 'manual' })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0]
  if (cookie === undefined) throw new Error(`the client let nobody in: ${answer.status}`)
  return cookie
}

export async function openPipeClient(origin: string, cookie: string): Promise<PipeClient> {
  const socket = await openSocket(`${origin.replace('http', 'ws')}/pipe`, { cookie, origin })
  if (!(socket instanceof WebSocket)) throw new Error(`the pipe was refused with ${socket}`)
  return { client: connect(contract, websocketPipe(socket)), close: () => socket.terminate() }
}

/** Signs in at a platform, whose site is saved the first time. */
export async function signInAt(
  client: WatchpostClient,
  address: string,
  account: { username: string; password: string },
): Promise<void> {
  const { sites } = await client.sites.list({})
  const site =
    sites.find((known) => known.address === address) ?? (await client.sites.save({ name: 'Control centre', address }))
  await client.session.signIn({ siteId: site.id, ...account, remember: false })
}

/** The client as a process of its own (`npm run serve`), asked over the loopback pipe as its page would. */
import { WebSocket } from 'ws'
import { websocketPipe } from '../../electron/host/node/pipe.ts'
import { contract, type WatchpostClient } from '../../shared/contract/index.ts'
import { connect } from '../../shared/wire.ts'
import { startServe, type ServeProcess } from '../e2e/support/serve-process.ts'
import { openSocket } from './loopback.ts'

export interface ServeDesk {
  readonly serve: ServeProcess
  readonly client: WatchpostClient
}

export async function openServeDesk(profile: string): Promise<ServeDesk> {
  const serve = await startServe(profile)
  const { origin } = new URL(serve.url)
  const answer = await fetch(serve.url, { redirect: 'manual' })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const socket = await openSocket(`${origin.replace('http', 'ws')}/pipe`, { cookie, origin })
  if (!(socket instanceof WebSocket)) throw new Error(`the upgrade was refused with ${socket}`)
  return { serve, client: connect(contract, websocketPipe(socket)) }
}

/** Signs in at a platform, whose site is saved the first time. */
export async function signInAt(
  client: WatchpostClient,
  address: string,
  account: { username: string; password: string },
): Promise<void> {
  const { sites } = await client.sites.list({})
  const site = sites.find((known) => known.address === address) ?? (await client.sites.save({ name: 'Test', address }))
  await client.session.signIn({ siteId: site.id, ...account, remember: false })
}

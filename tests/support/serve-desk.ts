/** The client as a process of its own (`npm run serve`), asked over the loopback pipe as its page would. */
import type { WatchpostClient } from '../../shared/contract/index.ts'
import { startServe, type ServeProcess } from '../e2e/support/serve-process.ts'
import { enter, openPipeClient } from './pipe-client.ts'

export interface ServeDesk {
  readonly serve: ServeProcess
  readonly client: WatchpostClient
}

export async function openServeDesk(profile: string): Promise<ServeDesk> {
  const serve = await startServe(profile)
  const { client } = await openPipeClient(new URL(serve.url).origin, await enter(serve.url))
  return { serve, client }
}

/** Another window on the client of a desk, without a page: the same pipe, with the cookie of the desk's browser. */
import { onTestFinished } from 'vitest'
import type { WatchpostClient } from '../../../shared/contract/index.ts'
import { openPipeClient } from '../../support/pipe-client.ts'
import type { Desk } from './desk.ts'

export async function secondWindow({ context, page }: Pick<Desk, 'context' | 'page'>): Promise<WatchpostClient> {
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const { client, close } = await openPipeClient(new URL(page.url()).origin, cookie)
  onTestFinished(close)
  return client
}

/** Signs in before there is a page: most tests begin where the shell is there, and the form has tests of its own. */
import { enter, openPipeClient, signInAt } from '../../support/pipe-client.ts'
import type { ServeProcess } from './serve-process.ts'

/** The cookie that lets the page in at its `url`. */
export async function signInAhead(
  serve: ServeProcess,
  platform: string,
  account: { username: string; password: string },
): Promise<{ name: string; value: string; url: string; httpOnly: true; sameSite: 'Strict' }> {
  const { origin } = new URL(serve.url)
  const cookie = await enter(serve.url)
  const { client, close } = await openPipeClient(origin, cookie)
  await signInAt(client, platform, account)
  close()
  const equals = cookie.indexOf('=')
  const [name, value] = [cookie.slice(0, equals), cookie.slice(equals + 1)]
  return { name, value, url: origin, httpOnly: true, sameSite: 'Strict' }
}

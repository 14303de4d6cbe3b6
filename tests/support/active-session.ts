import { onTestFinished } from 'vitest'
import { PlatformConnection } from '../../electron/core/platform/connection.ts'
import { patience, TIMINGS, type Timings } from '../../electron/core/platform/timings.ts'
import { ActiveSession } from '../../electron/core/session/active-session.ts'
import { login } from '../../electron/core/session/login.ts'
import { TokenKeeper } from '../../electron/core/session/token-keeper.ts'

/** A signed-in session of the core without the core around it: what services work with. */
export async function openSession(base: string, given: Partial<Timings> = {}): Promise<ActiveSession> {
  const timings = { ...TIMINGS, ...given }
  const connection = new PlatformConnection({
    base,
    ...patience(timings),
  })
  const credentials = { username: 'admin', password: '123456' }
  const grant = await login(connection, credentials)
  const keeper = new TokenKeeper({
    connection,
    credentials,
    grant,
    timings,
    onExpired: () => undefined,
    onMustChangePassword: () => undefined,
  })
  const site = { id: 'test', name: 'Test', address: base, hasPassword: false }
  const session = new ActiveSession(site, credentials.username, connection, keeper)
  onTestFinished(() => session.scope.dispose())
  return session
}

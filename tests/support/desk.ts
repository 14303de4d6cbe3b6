import path from 'node:path'
import { onTestFinished } from 'vitest'
import { createCore, type Core } from '../../electron/core/core.ts'
import type { Host } from '../../electron/core/host.ts'
import type { Timings } from '../../electron/core/platform/timings.ts'
import { createNodeHost } from '../../electron/host/node/host.ts'
import type { EventName, EventPayload } from '../../shared/contract/define.ts'
import { contract, type WatchpostClient, type WatchpostContract } from '../../shared/contract/index.ts'
import type { SessionState } from '../../shared/contract/session.ts'
import type { Site } from '../../shared/contract/sites.ts'
import { memoryPipe } from '../../shared/memory-pipe.ts'
import { connect } from '../../shared/wire.ts'
import { tempFolder } from './temp-folder.ts'

/** Waiting times of the way to the platform, made short: the same code, a patient person less. */
const FAST: Partial<Timings> = {
  backoffFirstMs: 50,
  backoffMostMs: 200,
  farewellMs: 1_000,
  collectMs: 20,
  onlineUsersMs: 100,
  markReadMs: 100,
  settleMs: 50,
}

export interface Desk {
  readonly core: Core
  readonly client: WatchpostClient
  readonly folder: string
  readonly log: string[]
  /** Another window on the same core. */
  window(): WatchpostClient
  site(address: string): Promise<Site>
  signIn(site: Site, username?: string, password?: string): Promise<SessionState>
}

export interface DeskOptions {
  folder?: string
  timings?: Partial<Timings>
  /** What another host can do, or hears of. */
  host?: Partial<Host>
}

/** The real core under the real Node host, reached over a pipe inside this process. */
export async function openDesk(options: DeskOptions = {}): Promise<Desk> {
  const folder = options.folder ?? tempFolder()
  const log: string[] = []
  const host = await createNodeHost({
    dataFolder: folder,
    version: '0.0.0-test',
    downloadsFolder: path.join(folder, 'Downloads'),
    log: (level, text) => log.push(`${level} ${text}`),
  })
  const core = await createCore({ ...host, ...options.host }, { timings: { ...FAST, ...options.timings } })
  onTestFinished(() => core.dispose())
  const window = (): WatchpostClient => {
    const [near, far] = memoryPipe()
    core.serve(far)
    return connect(contract, near)
  }
  const client = window()
  return {
    core,
    client,
    folder,
    log,
    window,
    site: (address) => client.sites.save({ name: 'Test', address }),
    signIn: (site, username = 'admin', password = '123456') =>
      client.session.signIn({ siteId: site.id, username, password, remember: false }),
  }
}

/** Everything one event told, in order. */
export function record<N extends EventName<WatchpostContract>>(
  client: WatchpostClient,
  name: N,
): EventPayload<WatchpostContract, N>[] {
  const seen: EventPayload<WatchpostContract, N>[] = []
  client.on(name, (payload) => seen.push(payload))
  return seen
}

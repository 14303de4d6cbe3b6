/** The client in this process, for what only its host can tell: the computer is locked, a key went down in another program. */
import { createCore } from '../../../electron/core/core.ts'
import type { Host, KeyEars, KeyWatch, PowerEvent } from '../../../electron/core/host.ts'
import { createNodeHost } from '../../../electron/host/node/host.ts'
import { startLoopbackServer } from '../../../electron/host/node/server.ts'
import { OUT_RENDERER } from '../../../electron/build.ts'
import { Emitter } from '../../../shared/emitter.ts'
import type { ServeProcess } from './serve-process.ts'

const renderer = process.env['WATCHPOST_RENDERER'] ?? OUT_RENDERER

/** As `startServe` starts it, with a host of which `parts` are others. */
export async function startOwnClient(profile: string, parts: Partial<Host>): Promise<ServeProcess> {
  const log = (): void => undefined
  const host = { ...(await createNodeHost({ dataFolder: profile, version: 'test', log })), ...parts }
  const core = await createCore(host)
  const server = await startLoopbackServer({ port: 0, rendererFolder: renderer, ...core, log })
  const end = async (): Promise<void> => {
    await core.dispose()
    await server.close()
  }
  return { url: server.mintUrl(), pid: process.pid, end, kill: end }
}

/** A host whose computer the test locks, and whose keys it presses. */
export function hostInHand(given: Partial<KeyWatch> = {}) {
  const power = new Emitter<PowerEvent>()
  const now: { codes: readonly string[]; ears?: KeyEars } = { codes: [] }
  const parts: Partial<Host> = {
    capabilities: {
      ...{ notifications: false, badge: false, flash: false, dialogs: false, windows: false, files: false },
      ...{ powerEvents: true, keepAwake: false, keys: true },
    },
    onPower: (hear) => power.on(hear),
    watchKeys(codes, ears) {
      Object.assign(now, { codes, ears })
      return Promise.resolve({ way: 'held', refused: [], ...given, stop: () => Object.assign(now, { codes: [] }) })
    },
  }
  return { parts, power, keys: now }
}

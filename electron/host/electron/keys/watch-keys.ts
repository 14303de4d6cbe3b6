/** Hears keys while another program has the focus: held down where this system lets, else as shortcuts. */
import type { KeyHindrance } from '../../../../shared/contract/keys.ts'
import type { Host } from '../../../core/host.ts'
import { watchHeld, type HookFiles } from './watch-held.ts'
import { watchPressed } from './watch-pressed.ts'

export interface KeyWatcherOptions {
  readonly files: HookFiles
  readonly environment: NodeJS.ProcessEnv
  readonly log: Host['log']
}

export function createKeyWatcher({ files, environment, log }: KeyWatcherOptions): Host['watchKeys'] {
  return async (codes, ears) => {
    const held = isWayland(environment) ? 'wayland' : await watchHeld(files, codes, ears)
    if (typeof held !== 'string') return held
    log('info', `keys cannot be held everywhere: ${held}`)
    return watchPressed(codes, ears, held satisfies KeyHindrance)
  }
}

/** There, what X shows of keys is what its own windows get, and the program would believe that it hears. */
function isWayland({ XDG_SESSION_TYPE, WAYLAND_DISPLAY }: NodeJS.ProcessEnv): boolean {
  return process.platform === 'linux' && (XDG_SESSION_TYPE === 'wayland' || WAYLAND_DISPLAY !== undefined)
}

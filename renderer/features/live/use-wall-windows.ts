/** Windows that show one layout: opened by the host where it can, else by this page. */
import { shallowRef, type ShallowRef } from 'vue'
import type { MonitorFacts } from '../../../shared/contract/walls.ts'
import { AppError } from '../../../shared/errors.ts'
import { useClient } from '../../client.ts'
import { wallAddress } from './wall-route.ts'

export interface WallWindows {
  readonly monitors: Readonly<ShallowRef<readonly MonitorFacts[]>>
  /** Errors: `not-found` for a monitor that is gone, `unsupported` when the browser refuses the window. */
  open(id: string, monitor?: number): Promise<void>
  recall(id: string): Promise<void>
}

export function useWallWindows(): WallWindows {
  const client = useClient()
  const monitors = shallowRef<readonly MonitorFacts[]>([])
  let opensWindows = false
  async function read(): Promise<void> {
    const state = await client.walls.state({})
    opensWindows = state.opensWindows
    monitors.value = state.monitors
  }
  const reading = read().catch(() => undefined)

  return {
    monitors,
    async open(id, monitor) {
      await reading
      if (opensWindows) {
        await client.walls.open({ layoutId: id, ...(monitor === undefined ? {} : { monitor }) })
        return read()
      }
      // The name keeps one window for a layout, however often it is opened.
      const opened = window.open(`#${wallAddress({ id })}`, `watchpost-wall-${id}`, 'popup,width=1280,height=760')
      if (!opened)
        throw new AppError('unsupported', { operation: 'walls.open', reason: 'the browser opened no window' })
    },
    async recall(id) {
      await client.walls.recall({ layoutId: id })
    },
  }
}

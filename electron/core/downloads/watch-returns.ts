import type { EventPayload } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { CoreEvents } from '../events.ts'

type Payload<N extends keyof Listened> = EventPayload<WatchpostContract, N>
interface Listened {
  'session.connectionChanged': true
  'fleet.devicesStatusChanged': true
  'fleet.devicesChanged': true
}

/** Tells when the platform or devices are reached again, by what the core itself tells. */
export function watchReturns(
  events: CoreEvents,
  on: { platformBack: () => void; deviceBack: (isBack: (puid: string) => boolean) => void },
): void {
  const devices = (rows: readonly { id: string; online: boolean }[]): void => {
    const back = new Set(rows.filter(({ online }) => online).map(({ id }) => id))
    if (back.size > 0) on.deviceBack((puid) => back.has(puid))
  }
  events.subscribe((name, payload) => {
    if (name === 'session.connectionChanged') {
      if ((payload as Payload<'session.connectionChanged'>).reachable) on.platformBack()
    } else if (name === 'fleet.devicesStatusChanged') {
      devices((payload as Payload<'fleet.devicesStatusChanged'>).changes)
    } else if (name === 'fleet.devicesChanged') devices((payload as Payload<'fleet.devicesChanged'>).upserts)
  })
}

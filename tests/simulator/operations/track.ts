/** Documentation: chapter "historical data" ("Device GPS track"). Oldest first; without times the last day. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { Device } from '../fleet/build.ts'
import { positionOf } from '../fleet/position.ts'
import { placeAt } from '../fleet/positioning.ts'
import { MAX_PAGE_SIZE } from '../fleet/query.ts'
import { ok, refused } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import { trackOf } from '../tracks/track.ts'
import type { World } from '../world.ts'
import { withDevice } from './with-device.ts'

const DAY_S = 86_400

export function trackHandlers(world: World): HandlerEntry[] {
  return [
    handler(operations.track.list, ({ body, session }) =>
      withDevice(world, { params: { puid: body.filter.device_id }, session }, (device) => {
        const nowMs = world.now()
        const toS = body.filter.timestamp_max ?? Math.floor(nowMs / 1000)
        const fromS = body.filter.timestamp_min ?? toS - DAY_S
        if (fromS > toS) return refused(PlatformCode.badParameter, 'timestamp_min is after timestamp_max')
        const endMs = Math.min(nowMs, device.positioning.offSince ?? nowMs)
        const track = trackOf(device, world.presence.ofDevice(device), { fromS, toS, endMs })
        const pageSize = Math.min(body.pageSize, MAX_PAGE_SIZE)
        return ok(
          track.times(body.page * pageSize, pageSize).map((timeS) => pointOf(device, timeS)),
          { page: body.page, pageSize, totalCount: track.count },
        )
      }),
    ),
  ]
}

/** What the subscription said of that moment. */
function pointOf(device: Device, timeS: number) {
  return { devId: device.id, id: timeS, time: timeS, ...positionOf(device, placeAt(device, timeS * 1000)) }
}

/** Documentation: chapter "Media stream", the streaming services and their statistics. There is one, with all dialogs. */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { operations } from '../../../shared/platform/index.ts'
import { ok, refused } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import type { Media } from '../media/open.ts'
import { createMediaStatistics } from '../media/statistics.ts'
import type { World } from '../world.ts'

export function mediaServerHandlers(world: World, media: Media): HandlerEntry[] {
  const { mediaStream } = operations
  const statistics = createMediaStatistics(world.clock, world.dialogs)
  return [
    handler(mediaStream.listServers, () =>
      ok([
        {
          id: statistics.id,
          status: {
            baseInfo: `${media.sockets.host}:${media.sockets.port}, since ${new Date(statistics.startedAt).toISOString()}`,
            status: statistics.series().map(({ name, unit, intervalS, lastS, values }) => ({
              name,
              Unit: unit,
              Interval: intervalS,
              Timestamp: lastS,
              data: [...values],
            })),
          },
        },
      ]),
    ),
    handler(mediaStream.resetStatistics, ({ body }) => {
      if (body.length === 0) return refused(PlatformCode.badParameter, 'no service named')
      if (body.some((id) => id !== statistics.id)) return refused(PlatformCode.notFound, 'no such streaming service')
      statistics.reset()
      return ok({})
    }),
  ]
}

import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { Session } from '../session/session.ts'
import { cruiseHandlers } from './cruise-handlers.ts'
import { presetHandlers } from './preset-handlers.ts'
import type { Ptz } from './ptz.ts'
import type { Reservations } from './reservations.ts'

export function ptzHandlers(
  ptz: Ptz,
  session: Session,
  reservations: Reservations,
): DomainHandlers<WatchpostContract, 'ptz'> {
  return {
    move: async ({ puid, index, ...order }, { connection }) => {
      await ptz.move({ puid, index }, order, connection)
      return null
    },
    keep: (_input, { connection }) => {
      ptz.keep(connection)
      return null
    },
    stop: async ({ puid, index, motor }, { connection }) => {
      await ptz.stop({ puid, index }, motor, connection)
      return null
    },
    moves: () => ({ moves: ptz.moves() }),
    reserve: async ({ puid, index, reserved }) => {
      await reservations.reserve({ puid, index }, reserved)
      return null
    },
    reservations: async () => ({ reservations: await reservations.list() }),
    ...presetHandlers(session, ptz),
    ...cruiseHandlers(session, ptz.runs),
  }
}

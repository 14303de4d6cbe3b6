import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { Camera } from '../../../shared/contract/ptz.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { Session } from '../session/session.ts'
import { cruiseHandlers } from './cruise-handlers.ts'
import type { Ptz } from './ptz.ts'

export function ptzHandlers(ptz: Ptz, session: Session): DomainHandlers<WatchpostContract, 'ptz'> {
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
    ...presetHandlers(session, ptz),
    ...cruiseHandlers(session, ptz.runs),
  }
}

function presetHandlers(session: Session, { runs }: Ptz) {
  const { ptz } = operations
  const call = session.require.bind(session)
  return {
    presets: async (params: Camera) => {
      const { data } = await call().call(ptz.presets, { params })
      // A place without a preset is listed with -1.
      const presets = data.filter(({ id }) => id >= 0).map(({ id, name = '' }) => ({ id, name }))
      return { presets }
    },
    addPreset: async ({ puid, index, id, name }: Camera & { id: number; name: string }) => {
      await call().call(ptz.addPreset, { params: { puid, index }, body: { id, name } })
      return null
    },
    renamePreset: async ({ puid, index, id, name }: Camera & { id: number; name: string }) => {
      await call().call(ptz.changePreset, { params: { puid, index, id }, body: { name } })
      return null
    },
    removePreset: async ({ puid, index, id }: Camera & { id: number }) => {
      await call().call(ptz.removePreset, { params: { puid, index, id } })
      return null
    },
    goToPreset: async ({
      puid,
      index,
      id,
      hSpeed,
      vSpeed,
    }: Camera & { id: number; hSpeed: number; vSpeed: number }) => {
      await call().call(ptz.goToPreset, { params: { puid, index, id }, body: { hSpeed, vSpeed } })
      runs.disturbed({ puid, index })
      return null
    },
  }
}

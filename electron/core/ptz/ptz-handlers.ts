import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { Camera, Cruise } from '../../../shared/contract/ptz.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { Session } from '../session/session.ts'
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
    ...presetHandlers(session),
    ...cruiseHandlers(session),
  }
}

function presetHandlers(session: Session) {
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
      return null
    },
  }
}

function cruiseHandlers(session: Session) {
  const { ptz } = operations
  const call = session.require.bind(session)
  return {
    cruises: async (params: Camera) => {
      const { data } = await call().call(ptz.cruises, { params })
      // A point with -1 ends its route.
      const cruises = data.map(({ id, name, points }) => ({
        id,
        name,
        points: points.filter((point) => point.id >= 0),
      }))
      return { cruises }
    },
    addCruise: async ({ puid, index, ...route }: Camera & Cruise) => {
      await call().call(ptz.addCruise, { params: { puid, index }, body: route })
      return null
    },
    removeCruise: async (params: Camera & { id: number }) => {
      await call().call(ptz.removeCruise, { params })
      return null
    },
    startCruise: async (params: Camera & { id: number }) => {
      await call().call(ptz.startCruise, { params })
      return null
    },
    stopCruise: async (params: Camera & { id: number }) => {
      await call().call(ptz.stopCruise, { params })
      return null
    },
  }
}

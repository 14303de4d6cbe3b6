import type { Camera } from '../../../shared/contract/ptz.ts'
import { operations } from '../../../shared/platform/index.ts'
import type { Session } from '../session/session.ts'
import type { Ptz } from './ptz.ts'

type AtPreset = Camera & { id: number }

export function presetHandlers(session: Session, ptz: Ptz) {
  const { ptz: at } = operations
  const call = session.require.bind(session)
  return {
    presets: async (camera: Camera) => {
      const { data } = await call().call(at.presets, { params: camera })
      // A place without a preset is listed with -1.
      const presets = data.filter(({ id }) => id >= 0).map(({ id, name = '' }) => ({ id, name }))
      await ptz.stills.keepOnly(
        camera,
        presets.map(({ id }) => id),
      )
      return { presets }
    },
    addPreset: async ({ puid, index, id, name }: AtPreset & { name: string }) => {
      await call().call(at.addPreset, { params: { puid, index }, body: { id, name } })
      return null
    },
    renamePreset: async ({ puid, index, id, name }: AtPreset & { name: string }) => {
      await call().call(at.changePreset, { params: { puid, index, id }, body: { name } })
      return null
    },
    removePreset: async ({ puid, index, id }: AtPreset) => {
      await call().call(at.removePreset, { params: { puid, index, id } })
      await ptz.stills.remove({ puid, index }, id)
      return null
    },
    goToPreset: async ({ puid, index, id, hSpeed, vSpeed }: AtPreset & { hSpeed: number; vSpeed: number }) => {
      await call().call(at.goToPreset, { params: { puid, index, id }, body: { hSpeed, vSpeed } })
      ptz.runs.disturbed({ puid, index })
      return null
    },
    keepStill: ({ puid, index, id, jpeg }: AtPreset & { jpeg: string }) =>
      ptz.stills.keep({ puid, index }, id, jpeg).then(() => null),
    still: async ({ puid, index, id }: AtPreset) => ({ still: await ptz.stills.find({ puid, index }, id) }),
  }
}

/** Commands that tell where cameras look. */
import Type from 'typebox'
import type { World } from '../world.ts'
import { command } from './command.ts'
import { deviceOf } from './lookup.ts'

const AT_PTZ = Type.Object({ device: Type.String(), index: Type.Integer({ minimum: 0 }) })

export function ptzCommands(world: World) {
  return {
    /** Degrees (pan 0 to 360, tilt down negative), zoom as a factor, focus and iris in percent; the route that runs. */
    ptz: command(AT_PTZ, ({ device, index }) => {
      const camera = world.cameras.of(deviceOf(world, device), index)
      if (!camera) throw new Error(`no PTZ ${index}`)
      return { ...camera.view(), isMoving: camera.isMoving(), route: camera.route }
    }),
  }
}

/** Commands that make something happen which the platform then has on record. */
import Type from 'typebox'
import { AlarmType } from '../../../shared/platform/alarm.ts'
import { oneOf } from '../../../shared/platform/values.ts'
import type { World } from '../world.ts'
import { command } from './command.ts'
import { deviceOf } from './lookup.ts'

const Raise = Type.Object({
  device: Type.Optional(Type.String()),
  user: Type.Optional(Type.String()),
  type: Type.Optional(oneOf(AlarmType)),
  channel: Type.Optional(Type.Integer({ minimum: 0 })),
  description: Type.Optional(Type.String()),
  lat: Type.Optional(Type.Number()),
  lng: Type.Optional(Type.Number()),
  /** Seconds after which it is released by itself. */
  releaseAfter: Type.Optional(Type.Number({ minimum: 0 })),
})

export function recordCommands(world: World) {
  return {
    /** An SOS unless told otherwise. Gives the key. */
    alarm: command(Raise, ({ device, user, type = AlarmType.sos, releaseAfter, description = 'SOS', ...rest }) => {
      if (device !== undefined) deviceOf(world, device)
      const raised = world.alarms.raise({
        ...rest,
        type,
        deviceId: device,
        userId: user,
        description,
        releaseAfterMs: releaseAfter === undefined ? undefined : releaseAfter * 1000,
      })
      return { key: raised.key }
    }),
  }
}

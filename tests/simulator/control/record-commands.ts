/** Commands that make something happen which the platform then has on record. */
import Type from 'typebox'
import { AlarmState, AlarmType } from '../../../shared/platform/alarm.ts'
import { recordOf, type Alarm } from '../alarms/alarm.ts'
import { oneOf } from '../../../shared/platform/values.ts'
import type { World } from '../world.ts'
import { command } from './command.ts'
import { accountOf, deviceOf } from './lookup.ts'

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
    /** What the platform has on record of an alarm, as its list tells it. */
    recordedAlarm: command(Type.Object({ key: Type.String() }), ({ key }) => recordOf(alarmOf(world, key))),
    /** Somebody deals with it at a desk of another kind, whatever that account may do. */
    processAlarm: command(
      Type.Object({
        key: Type.String(),
        account: Type.String(),
        status: Type.Optional(oneOf(AlarmState)),
        note: Type.Optional(Type.String()),
      }),
      ({ key, account, status, note }) =>
        world.alarms.process(
          alarmOf(world, key),
          { state: status, lat: undefined, lng: undefined, description: undefined, remark: note },
          accountOf(world, account),
        ),
    ),
    /** The device takes it back. */
    releaseAlarm: command(Type.Object({ key: Type.String() }), ({ key }) => world.alarms.release(alarmOf(world, key))),
  }
}

function alarmOf(world: World, key: string): Alarm {
  const alarm = world.alarms.find(key)
  if (!alarm) throw new Error(`no alarm ${key}`)
  return alarm
}

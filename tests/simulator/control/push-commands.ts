/** Commands over what the subscriptions push. */
import Type from 'typebox'
import { PositionSchema, PositionState } from '../../../shared/platform/position.ts'
import { CommandMethod, DeskCommand } from '../../../shared/platform/websocket.ts'
import { oneOf } from '../../../shared/platform/values.ts'
import type { World } from '../world.ts'
import { command } from './command.ts'
import { accountOf, deviceOf } from './lookup.ts'

const USUAL_TIMEOUT_MS = 30_000

export function pushCommands(world: World) {
  return {
    /** `perSecond` for benchmarks: so many positions a second, in turn over what is subscribed; 0 ends it. */
    positions: command(
      Type.Object({
        perSecond: Type.Optional(Type.Number({ minimum: 0 })),
        intervalMs: Type.Optional(Type.Number({ minimum: 1 })),
      }),
      ({ perSecond, intervalMs }) => {
        if (perSecond !== undefined) world.positions.perSecond = perSecond
        if (intervalMs !== undefined) world.positions.intervalMs = intervalMs
      },
    ),
    /**
     * A device tells where it is, with these values in place of its own: right or wrong, in the documentation's units. It has a
     * fix unless told otherwise, also where it really is in a tunnel.
     */
    tellPosition: command(
      Type.Object({ device: Type.String(), position: Type.Partial(PositionSchema) }),
      ({ device, position }) =>
        world.positions.tell(deviceOf(world, device), { state: PositionState.positioned, ...position }),
    ),
    /** Where a device really is, or was or will be `at` a time (epoch ms): what its receiver makes of it is near. */
    whereabouts: command(
      Type.Object({ device: Type.String(), at: Type.Optional(Type.Number()) }),
      ({ device, at = world.now() }) => ({ time: at, ...deviceOf(world, device).movement.truthAt(at) }),
    ),
    /** The platform gives a desk a command; the result is the reply. */
    commandDesk: command(
      Type.Object({
        account: Type.String(),
        command: oneOf(DeskCommand),
        method: Type.Optional(oneOf(CommandMethod)),
        data: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
        timeoutMs: Type.Optional(Type.Number({ minimum: 1 })),
      }),
      ({ account, command: name, method = CommandMethod.post, data = {}, timeoutMs = USUAL_TIMEOUT_MS }) =>
        world.deskCommands.give(accountOf(world, account).id, { command: name, method, data, timeoutMs }),
    ),
  }
}

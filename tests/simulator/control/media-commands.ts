/** Commands about the media of dialogs: what is heard, and what happens on the way. */
import Type from 'typebox'
import type { MediaSockets } from '../media/sockets.ts'
import type { World } from '../world.ts'
import { command } from './command.ts'
import { dialogOf } from './lookup.ts'

const SHARE = Type.Optional(Type.Number({ minimum: 0, maximum: 1 }))
const PACKETS = Type.Optional(Type.Integer({ minimum: 1 }))

export interface MediaAddresses {
  readonly sockets: MediaSockets
  readonly platformPort: number
  readonly ownPort: number
}

export function mediaCommands(world: World, { sockets, platformPort, ownPort }: MediaAddresses) {
  return {
    /** What the client of a dialog says. */
    heard: command(Type.Object({ dialog: Type.String() }), ({ dialog }) => dialogOf(world, dialog).peer.heard()),
    /** From now on, also in dialogs that open later; what is left out is perfect. */
    impair: command(
      Type.Object({
        device: Type.Optional(Type.String()),
        loss: SHARE,
        burst: PACKETS,
        reorder: SHARE,
        depth: PACKETS,
        double: SHARE,
        delayMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 20_000 })),
        resends: Type.Optional(Type.Boolean()),
      }),
      ({ device, ...impairment }) => world.dialogs.impair(device, impairment),
    ),
    /** The next packets of a dialog: of its pictures, where it has some. */
    lose: command(Type.Object({ dialog: Type.String(), packets: Type.Integer({ minimum: 1 }) }), (input) =>
      dialogOf(world, input.dialog).peer.paths[0]?.lose(input.packets),
    ),
    /** Where the media of dialogs that open later are: what candidates name, and whether the platform's address takes them. */
    mediaAddress: command(
      Type.Object({
        host: Type.Optional(Type.String()),
        port: Type.Optional(Type.Union([Type.Integer(), Type.Literal('platform'), Type.Literal('own')])),
        throughPlatform: Type.Optional(Type.Boolean()),
      }),
      ({ host, port, throughPlatform }) => {
        sockets.host = host ?? sockets.host
        sockets.port = (port === 'platform' ? platformPort : port === 'own' ? ownPort : port) ?? sockets.port
        sockets.throughPlatform = throughPlatform ?? sockets.throughPlatform
        return { host: sockets.host, port: sockets.port, throughPlatform: sockets.throughPlatform }
      },
    ),
  }
}

/** Commands that tell what there is and what happened. */
import Type from 'typebox'
import type { Subscriptions } from '../push/subscriptions.ts'
import type { World } from '../world.ts'
import { command } from './command.ts'

export function seenCommands(world: World, subscriptions: Subscriptions) {
  return {
    seen: command(Type.Object({ operation: Type.Optional(Type.String()) }), ({ operation }) => ({
      requests: world.memory.requests.filter((entry) => operation === undefined || entry.operation === operation),
      counts: { ...world.memory.counts },
      violations: [...world.memory.violations],
      dialogs: [...world.dialogs.open.values()].map((dialog) => ({
        id: dialog.id,
        account: dialog.account.id,
        /** Of the device, the conference or the service that is asked for media. */
        device: dialog.target.id,
        deviceNumber: dialog.device?.number ?? 0,
        purpose: dialog.purpose,
        protocol: dialog.protocol,
        channel: dialog.channel,
        host: dialog.host,
        openedAt: dialog.openedAt,
        media: {
          state: dialog.peer.state,
          videoPackets: dialog.peer.videoPackets,
          audioPackets: dialog.peer.audioPackets,
          received: dialog.peer.received.packets,
          /** On purpose. */
          lost: dialog.peer.paths.reduce((sum, { lost }) => sum + lost, 0),
        },
      })),
      dialogsOpened: world.dialogs.totals.opened,
      dialogsClosed: world.dialogs.totals.closed,
      websockets: subscriptions.open.map((entry) => ({ ...entry })),
      onlineAccounts: [...world.accounts.keys()].filter((id) => world.sessions.isOnline(id)),
    })),
    forget: command(Type.Object({}), () => world.memory.forget()),
    fleet: command(Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1 })) }), ({ limit }) => ({
      groups: world.fleet.groups,
      deviceCount: world.fleet.devices.length,
      onlineCount: world.fleet.devices.filter((device) => device.online).length,
      devices: world.fleet.devices.slice(0, limit).map((device) => ({
        number: device.number,
        id: device.id,
        gid: device.gid,
        name: device.name,
        classId: device.kind.classId,
        online: device.online,
        terminal: device.person !== undefined,
        channels: device.channels,
      })),
    })),
  }
}

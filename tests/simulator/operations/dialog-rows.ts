/** Dialogs as they are listed. What goes to the client comes from the target, and the reverse: the platform relays. */
import type { Dialog } from '../dialogs.ts'
import type { MediaSockets } from '../media/sockets.ts'

/** Share of losses in ten thousandths, from 256ths. */
const lossRate = (share: number) => Math.round((share * 10_000) / 256)

const STATUS = { connecting: 'Inviting', connected: 'Working', disconnected: 'Working', closed: 'Closed' } as const

/** The same bits from the other end: what one sends the other receives. */
function mirrored(direction: number): number {
  const sends = 1 | 4 | 16
  return ((direction & sends) << 1) | ((direction >> 1) & sends)
}

export function listed(dialog: Dialog) {
  const { peer, target, account, direction } = dialog
  const [up, down] = [peer.sent, peer.received]
  return {
    id: dialog.id,
    time: dialog.openedAt,
    index: dialog.channel,
    status: STATUS[peer.state],
    requesterType: 'User' as const,
    requesterId: account.id,
    requesterDir: String(direction),
    requesterProto: dialog.protocol,
    r_upBitrateShort: up.rate(),
    r_dwBitrateShort: down.rate(),
    r_upDataSize: up.bytes,
    r_dwDataSize: down.bytes,
    r_upLostCount: peer.loss.count,
    r_dwLostCount: 0,
    r_upLostrateShort: lossRate(peer.loss.share),
    r_dwLostrateShort: 0,
    targetType: target.type,
    targetId: target.id,
    targetDir: String(mirrored(direction)),
    targetProto: 'bvcsp',
    t_upBitrateShort: down.rate(),
    t_dwBitrateShort: up.rate(),
    t_upDataSize: down.bytes,
    t_dwDataSize: up.bytes,
    t_upLostCount: 0,
    t_dwLostCount: 0,
    t_upLostrateShort: 0,
    t_dwLostrateShort: 0,
  }
}

export function infoOf(dialog: Dialog, sockets: MediaSockets) {
  const { peer, target, account, direction } = dialog
  const server = `${sockets.host}:${sockets.port}`
  const common = { time: dialog.openedAt, vtduAddr: server, code: peer.codecs.join(',') }
  return {
    id: dialog.id,
    time: dialog.openedAt,
    index: dialog.channel,
    status: STATUS[peer.state],
    requester: {
      ...common,
      id: `${dialog.id}-1`,
      objType: 'User' as const,
      objId: account.id,
      mediaDir: direction,
      proto: dialog.protocol,
      protoc: peer.transport,
      objAddr: peer.remoteAddress ?? dialog.address,
      ...amounts(peer.sent, peer.received),
    },
    target: {
      ...common,
      id: `${dialog.id}-2`,
      objType: target.type,
      objId: target.id,
      mediaDir: mirrored(direction),
      proto: 'bvcsp',
      protoc: 'TCP',
      ...amounts(peer.received, peer.sent),
    },
  }
}

function amounts(up: Dialog['peer']['sent'], down: Dialog['peer']['sent']) {
  return {
    upDataSize: up.bytes,
    dwDataSize: down.bytes,
    upBitrateShort: up.rate(),
    dwBitrateShort: down.rate(),
  }
}

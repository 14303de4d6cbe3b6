/**
 * The member channel by the platform's plain websocket, which the core holds: pieces of A-law come and go by the binary channel
 * of frames. Where WebRTC cannot be had, or as the operator chose.
 */
import type { WatchpostClient } from '../../../../shared/contract/index.ts'
import type { ErrorEnvelope } from '../../../../shared/errors.ts'
import { emptyHead, HEAD_BYTES, MediaKind, readHead } from '../../../../shared/media/media-message.ts'
import { openMediaChannel } from '../../../client.ts'
import { toEnvelope } from '../../../ui/error-sentence.ts'
import { openChannel, type Channel } from '../../live/stream/channel.ts'
import type { Link, LinkEvents } from './link.ts'
import { PiecePlayer } from './piece-player.ts'
import { voicePieces } from './voice-pieces.ts'

type Client = Pick<WatchpostClient, 'conferences' | 'live'>

export function openSocketLink(client: Client, groupId: string, events: LinkEvents): Link {
  const abort = new AbortController()
  const head = emptyHead()
  let player: PiecePlayer | undefined
  let channel: Channel | undefined
  let leaseId: number | undefined

  function close(): void {
    if (abort.signal.aborted) return
    abort.abort()
    channel?.close()
    if (leaseId !== undefined) void client.live.close({ leaseId }).catch(() => undefined)
  }
  function end(error: ErrorEnvelope): void {
    if (abort.signal.aborted) return
    close()
    events.onEnded(error)
  }
  function take(message: ArrayBuffer): void {
    if (!readHead(message, head)) return
    if (head.kind === MediaKind.audio) player?.play(new Uint8Array(message, HEAD_BYTES))
    else if (head.kind === MediaKind.connected) events.onOpen()
    else if (head.kind === MediaKind.ended)
      end({ code: 'reset', details: { reason: new TextDecoder().decode(new Uint8Array(message, HEAD_BYTES)) } })
    channel?.confirm()
  }

  async function open(): Promise<void> {
    const lease = await client.conferences.openSocketSound({ groupId }, { signal: abort.signal })
    if (abort.signal.aborted) return void client.live.close({ leaseId: lease.leaseId }).catch(() => undefined)
    leaseId = lease.leaseId
    const source = await openMediaChannel(lease.ticket)
    if (abort.signal.aborted) return
    channel = openChannel(source, {
      onMessage: take,
      onClosed: () => end({ code: 'reset', details: { reason: 'the channel of sound' } }),
    })
    channel.wantSound(true)
  }
  open().catch((error: unknown) => end(toEnvelope(error)))

  return {
    way: 'socket',
    hear: (into) => void (player = new PiecePlayer(into)),
    gate: (use) => voicePieces(use, (piece) => channel?.send(piece)),
    leaseEnded: (id, error) => {
      if (id === leaseId) end(error ?? { code: 'reset', details: { reason: 'the dialog was ended' } })
    },
    close,
  }
}

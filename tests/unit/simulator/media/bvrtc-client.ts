/** A bare client of bvrtc: offers as the vendor's own player does, one RTP or RTCP packet a message. */
import { WebSocket } from 'ws'
import { isRtcp } from '../../../simulator/media/rtcp.ts'

const KINDS = {
  video: { payloadType: 102, map: 'H264/90000' },
  audio: { payloadType: 8, map: 'PCMA/8000' },
} as const

/** `sections`: kind and direction of the client. Ends are numbered 1, 65538, 131075 … */
export function bvrtcOffer(
  sections: readonly (readonly [kind: keyof typeof KINDS, direction: string])[],
  fileId?: string,
): string {
  const lines = sections.flatMap(([kind, direction], index) => [
    `m=${kind} 0 WSBV/RTP/AVP ${KINDS[kind].payloadType}`,
    'c=IN IP4 0.0.0.0',
    'a=setup:active',
    `a=mid:${index}`,
    'a=rtcp-mux',
    `a=rtpmap:${KINDS[kind].payloadType} ${KINDS[kind].map}`,
    `a=${direction}`,
    `a=ssrc:${(index << 16) | (index + 1)} cname:client`,
  ])
  const file = fileId === undefined ? [] : [`u=${fileId}`]
  return ['v=0', 'o=- 7616956267562890888 1627029237 IN IP4 0.0.0.0', 's=-', ...file, 't=0 0', ...lines, ''].join('\n')
}

export const WATCH = [
  ['video', 'recvonly'],
  ['audio', 'recvonly'],
] as const

export interface BvrtcClient {
  readonly socket: WebSocket
  readonly video: Buffer[]
  readonly audio: Buffer[]
  readonly reports: Buffer[]
  closed: boolean
}

/** Opens the websocket that the answer names, by its path on the platform's own address. */
export async function connectBvrtc(url: string, answer: string): Promise<BvrtcClient> {
  const session = /a=msid-semantic: WMS (\S+)/.exec(answer)?.[1] ?? ''
  return connectAt(`${url.replace(/^http/, 'ws')}/bvvtdu/${session}/ws-bvrtc`)
}

export async function connectAt(address: string): Promise<BvrtcClient> {
  const socket = new WebSocket(address)
  const client: BvrtcClient = { socket, video: [], audio: [], reports: [], closed: false }
  socket.on('message', (data) => {
    const message = data as Buffer
    if (isRtcp(message)) client.reports.push(message)
    else client[((message[1] ?? 0) & 0x7f) === 8 ? 'audio' : 'video'].push(message)
  })
  socket.on('close', () => {
    client.closed = true
  })
  await new Promise((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('error', reject)
  })
  return client
}

export const numberAt = (pattern: RegExp, text: string): number => Number(pattern.exec(text)?.[1])

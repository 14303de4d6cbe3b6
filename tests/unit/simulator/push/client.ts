/** A bare subscriber: nothing of the program's own. */
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { pushes } from '../../../../shared/platform/index.ts'
import type { Frame, PushName } from '../../../simulator/push/connection.ts'
import type { Simulator } from '../../../simulator/simulator.ts'

export interface Subscriber<N extends PushName> {
  readonly socket: WebSocket
  /** Everything pushed so far, in order. */
  readonly frames: Frame<N>[]
  send(message: unknown): void
}

/** Resolves when the subscription is open. It ends with the test. */
export async function subscribe<N extends PushName>(
  simulator: Simulator,
  name: N,
  token: string,
): Promise<Subscriber<N>> {
  const socket = new WebSocket(simulator.url.replace('http', 'ws') + pushes[name].path, [token])
  onTestFinished(() => socket.terminate())
  const frames: Frame<N>[] = []
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString('utf8'))))
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  return { socket, frames, send: (message) => socket.send(JSON.stringify(message)) }
}

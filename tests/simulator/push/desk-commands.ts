/**
 * Commands that the platform gives to desks, over the command subscription: the desk repeats the id in its reply. What is not
 * answered in time counts as failed. Documentation: "Command interactive subscription".
 */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { World } from '../world.ts'
import type { Connection, Frame, Sent } from './connection.ts'

export type DeskCommandFrame = Frame<'command'>
export type DeskReply = Omit<Sent<'command'>, 'id'>

export interface DeskOrder {
  readonly command: DeskCommandFrame['command']
  readonly method: DeskCommandFrame['method']
  readonly data: Readonly<Record<string, unknown>>
  readonly timeoutMs: number
}

export interface DeskCommands {
  /** Whether a desk of the account listens. */
  listens(accountId: string): boolean
  /**
   * To the desk of the account that listens longest. Answers with its reply; with code 5 when none listens or it goes away,
   * with code 6 when it does not reply in time.
   */
  give(accountId: string, order: DeskOrder): Promise<DeskReply>
}

interface Open {
  readonly desk: Connection<'command'>
  settle(reply: DeskReply): void
}

export function createDeskCommands({
  clock,
  memory,
  pushes,
}: Pick<World, 'clock' | 'memory' | 'pushes'>): DeskCommands {
  const open = new Map<string, Open>()
  let lastId = 0
  const deskOf = (accountId: string) =>
    pushes.connections('command').find(({ session }) => session.account.id === accountId)

  pushes.onMessage('command', ({ id, ...reply }, from) => {
    const order = open.get(id)
    if (order?.desk === from) return order.settle(reply)
    const reason = `reply to ${id}, which is not open`
    memory.violation({ time: clock.now(), method: 'WS', path: '/bvcsp/v1/ws/command', reason })
  })
  pushes.onClosed('command', (closed) => {
    for (const { desk, settle } of [...open.values()])
      if (desk === closed) settle({ code: PlatformCode.offline, msg: 'the desk went away' })
  })

  return {
    listens: (accountId) => deskOf(accountId) !== undefined,
    give(accountId, { command, method, data, timeoutMs }) {
      const desk = deskOf(accountId)
      if (!desk) return Promise.resolve({ code: PlatformCode.offline, msg: 'no desk listens' })
      const id = String(++lastId)
      return new Promise((resolve) => {
        const settle = (reply: DeskReply): void => {
          open.delete(id)
          stop()
          resolve(reply)
        }
        const stop = clock.after(timeoutMs, () => settle({ code: PlatformCode.timeout, msg: 'no reply in time' }))
        open.set(id, { desk, settle })
        desk.send({ id, method, command, timeout: timeoutMs, data })
      })
    },
  }
}

/**
 * What the platform asks of this desk: to join a conference. It waits for an answer over the same connection and for a limited
 * time; other commands are refused at once. Documentation: websocket "command".
 */
import Type from 'typebox'
import { ACCEPT_SETTING, type Invitation } from '../../../shared/contract/conferences.ts'
import { AppError } from '../../../shared/errors.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { FrameOf } from '../../../shared/platform/define.ts'
import { pushes } from '../../../shared/platform/index.ts'
import { DeskCommand } from '../../../shared/platform/websocket.ts'
import { checker } from '../checker.ts'
import { Subscription } from '../platform/subscription.ts'
import type { Timings } from '../platform/timings.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { Settings } from '../settings/settings.ts'

type CommandFrame = FrameOf<typeof pushes.command>

/** What belongs to a command is not documented: the group is looked for under the names that groups have elsewhere. */
const isInvitation = checker(Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) }))
const isNamedOtherwise = checker(Type.Object({ groupid: Type.String({ minLength: 1, maxLength: 200 }) }))

const MOST = 50

export interface InvitationsOptions {
  readonly session: ActiveSession
  readonly settings: Pick<Settings, 'read'>
  readonly timings: Timings
  readonly nameOf: (groupId: string) => string
  readonly join: (groupId: string) => Promise<void>
  readonly onChanged: (invitations: Invitation[]) => void
  readonly log: (text: string) => void
}

interface Open {
  readonly invitation: Invitation
  readonly timer: NodeJS.Timeout
}

export class Invitations {
  readonly #options: InvitationsOptions
  readonly #subscription: Subscription<typeof pushes.command>
  readonly #open = new Map<string, Open>()

  constructor(options: InvitationsOptions) {
    this.#options = options
    const { session, timings, log } = options
    this.#subscription = new Subscription({
      push: pushes.command,
      connection: session.connection,
      token: () => session.keeper.token,
      renewToken: (refused) => session.keeper.renew(refused),
      catchUp: () => Promise.resolve(),
      onFrame: (frame) => this.#receive(frame),
      // An answer goes over the connection of its question or not at all.
      onState: (state) => state.phase === 'lost' && this.#clear(),
      onBadFrame: (reason) => log(`command: frame left out, ${reason}`),
      timings,
    })
    this.#subscription.start()
  }

  get all(): Invitation[] {
    return [...this.#open.values()].map(({ invitation }) => invitation)
  }

  /** Errors: `not-found`, `reset`, those of joining. */
  async answer(id: string, accept: boolean): Promise<void> {
    const open = this.#open.get(id)
    if (!open) throw new AppError('not-found', { reason: 'invitation' })
    this.#forget(id)
    await this.#reply(id, open.invitation.groupId, accept)
  }

  hurry(): void {
    this.#subscription.hurry()
  }

  end(): void {
    this.#subscription.stop()
    this.#clear()
  }

  #receive(frame: CommandFrame): void {
    const groupId = frame.command === DeskCommand.joinConference ? groupOf(frame.data) : undefined
    if (groupId === undefined || this.#open.size >= MOST) {
      const code = groupId === undefined ? PlatformCode.unsupported : PlatformCode.maxLimit
      this.#subscription.send({ id: frame.id, code, msg: 'not done here' })
      return
    }
    if (this.#options.settings.read('account', ACCEPT_SETTING) === true) {
      this.#reply(frame.id, groupId, true).catch((error: unknown) => this.#options.log(`invitation: ${String(error)}`))
      return
    }
    const timer = setTimeout(() => this.#forget(frame.id), frame.timeout)
    const name = this.#options.nameOf(groupId)
    this.#open.set(frame.id, { invitation: { id: frame.id, groupId, name, until: Date.now() + frame.timeout }, timer })
    this.#options.onChanged(this.all)
  }

  async #reply(id: string, groupId: string, accept: boolean): Promise<void> {
    const answer = accept ? { code: PlatformCode.success, msg: 'OK' } : { code: PlatformCode.fail, msg: 'declined' }
    if (!this.#subscription.send({ id, ...answer })) throw new AppError('reset', { reason: 'the question is gone' })
    if (accept) await this.#options.join(groupId)
  }

  #forget(id: string): void {
    const open = this.#open.get(id)
    if (!open) return
    clearTimeout(open.timer)
    this.#open.delete(id)
    this.#options.onChanged(this.all)
  }

  #clear(): void {
    for (const id of [...this.#open.keys()]) this.#forget(id)
  }
}

function groupOf(data: unknown): string | undefined {
  if (isInvitation(data) === undefined) return (data as { id: string }).id
  return isNamedOtherwise(data) === undefined ? (data as { groupid: string }).groupid : undefined
}

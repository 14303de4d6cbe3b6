/**
 * "I have this": said in the dispatcher group as a message of our own kind, so that every desk of the group learns of it,
 * with this client or later. Advice to colleagues, no lock: the last word counts, and it falls with the alarm.
 */
import type { Claim } from '../../../shared/contract/alarms.ts'
import type { Off } from '../../../shared/disposables.ts'
import { AppError } from '../../../shared/errors.ts'
import { AlarmState } from '../../../shared/platform/alarm.ts'
import { operations } from '../../../shared/platform/index.ts'
import { AudienceType, MessageType, SpeakerType } from '../../../shared/platform/message-content.ts'
import type { ActiveSession } from '../session/active-session.ts'
import type { AlarmStore } from './alarm-store.ts'
import { claimText, readClaim } from './claim-text.ts'
import type { ClaimWord } from './claim-table.ts'

/** A `custom` message as it reached this account, now or when it was fetched. */
export interface CustomMessage {
  readonly id: number
  readonly speaker: { readonly kind: string; readonly id: string; readonly name: string }
  /** Epoch ms. */
  readonly time: number
  /** `textMsg` of its content. */
  readonly text: string
}

/** Where such messages come from: each that is new to this client, its own ones too. */
export interface ClaimMessages {
  onCustomMessage(listener: (message: CustomMessage) => void): Off
}

export interface ClaimsOptions {
  readonly session: ActiveSession
  readonly store: () => Promise<AlarmStore>
  /** ID of the dispatcher group, if one is chosen. */
  readonly groupId: () => string | undefined
  readonly tell: (claims: Claim[]) => void
  /** Somebody said something new about what has this key. */
  readonly onWord: (key: string) => void
  readonly onError: (error: unknown) => void
}

export class Claims {
  readonly #options: ClaimsOptions
  #told = '[]'

  constructor(options: ClaimsOptions) {
    this.#options = options
  }

  async list(): Promise<Claim[]> {
    const store = await this.#options.store()
    return (await store.standing()).map((word) => this.#show(word))
  }

  /** Errors: `not-found` (no such alarm, no group chosen), `limit` (it is over), those of the call. */
  async claim(key: string, claimed: boolean): Promise<void> {
    const store = await this.#options.store()
    const card = await store.card({ key })
    if (!card) throw new AppError('not-found', { path: '/key' })
    if (claimed && card.alarm.status !== AlarmState.active) throw new AppError('limit', { reason: 'the alarm is over' })
    await this.say(key, claimed)
    await this.refresh()
  }

  /** Tells the group, whatever the key stands for. Errors: `not-found` (no group chosen), those of the call. */
  async say(key: string, claimed: boolean): Promise<void> {
    const { session, groupId } = this.#options
    const store = await this.#options.store()
    const audience = groupId()
    if (audience === undefined) throw new AppError('not-found', { reason: 'no dispatcher group is chosen' })
    const text = claimText({ key, claimed })
    const answer = await session.call(operations.im.send, {
      body: {
        audience,
        audienceType: AudienceType.group,
        msgType: MessageType.custom,
        msgContent: JSON.stringify({ textMsg: text }),
      },
    })
    const { username } = session
    await store.hear({
      key,
      handler: username,
      name: username,
      time: session.now(),
      message: answer.beside.id,
      claimed,
    })
    this.#options.onWord(key)
  }

  /** What is claimed under keys that begin so, said since then (epoch ms). */
  async claimsOf(prefix: string, since: number): Promise<Claim[]> {
    const store = await this.#options.store()
    return (await store.claimsOf({ prefix, since })).map((word) => this.#show(word))
  }

  /** Messages that are none of ours are left alone. */
  hear(message: CustomMessage): void {
    const told = message.speaker.kind === SpeakerType.user ? readClaim(message.text) : undefined
    if (!told) return
    const { id, name } = message.speaker
    const word: ClaimWord = { ...told, handler: id, name, time: message.time, message: message.id }
    this.#options
      .store()
      .then((store) => store.hear(word))
      .then((isNews) => {
        if (isNews) this.#options.onWord(word.key)
        return this.refresh()
      })
      .catch(this.#options.onError)
  }

  /** Drops claims of alarms that are over; tells when the claims that stand are others than before. */
  async refresh(): Promise<void> {
    const store = await this.#options.store()
    await store.endClaims()
    const claims = await this.list()
    const text = JSON.stringify(claims)
    if (text === this.#told) return
    this.#told = text
    this.#options.tell(claims)
  }

  #show({ key, handler, name, time }: ClaimWord): Claim {
    return { key, by: handler, byName: name, time, mine: handler === this.#options.session.username }
  }
}

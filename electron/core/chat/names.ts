/** Names of users, devices and groups: as the fleet knows them now, else as they were last known. */
import type { Conversation, Message, SearchHit } from '../../../shared/contract/chat.ts'
import { AudienceType } from '../../../shared/platform/message-content.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { ChatStore } from './chat-store.ts'
import type { KnownName } from './desk-methods.ts'

export type FleetNames = Pick<Fleet, 'users' | 'devices' | 'groups' | 'userGroups'>

export class Names {
  readonly #fleet: FleetNames
  readonly #store: Pick<ChatStore, 'rememberNames'>
  readonly #fresh = new Map<string, KnownName>()

  constructor(fleet: FleetNames, store: Pick<ChatStore, 'rememberNames'>) {
    this.#fleet = fleet
    this.#store = store
  }

  /** `stored`: as last known. */
  of(kind: string, id: string, stored: string): string {
    return this.#current(kind, id, stored)
  }

  message(message: Message): Message {
    const { kind, id, name } = message.speaker
    const known = this.#current(kind, id, name)
    return known === name ? message : { ...message, speaker: { kind, id, name: known } }
  }

  conversation(conversation: Conversation): Conversation {
    const { partner, name, last } = conversation
    const known = this.#current(partner.kind, partner.id, name)
    return { ...conversation, name: known, ...(last ? { last: this.message(last) } : {}) }
  }

  hit(hit: SearchHit, partner: Conversation['partner'] | undefined): SearchHit {
    const { message, conversationName } = hit
    const name = partner ? this.#current(partner.kind, partner.id, conversationName) : conversationName
    return { ...hit, message: this.message(message), conversationName: name }
  }

  /** Writes down what the fleet knew better: the names are there when it is not. */
  async keep(): Promise<void> {
    if (this.#fresh.size === 0) return
    const names = [...this.#fresh.values()]
    this.#fresh.clear()
    await this.#store.rememberNames(names)
  }

  #current(kind: string, id: string, stored: string): string {
    const name = this.#inFleet(kind, id)
    if (!name || name === stored) return stored
    this.#fresh.set(`${kind} ${id}`, { kind, id, name, at: Date.now() })
    return name
  }

  #inFleet(kind: string, id: string): string | undefined {
    if (kind === AudienceType.user) return this.#fleet.users.get(id)?.name
    if (kind === AudienceType.device) return this.#fleet.devices.get(id)?.name
    if (kind === AudienceType.deviceGroup) return this.#fleet.groups.get(id)?.name
    if (kind === AudienceType.userGroup) return this.#fleet.userGroups.get(id)?.name
    return undefined
  }
}

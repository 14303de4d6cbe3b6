/** The conferences this account takes part in from this desk until it leaves them; kept among the account's settings. */
import Type from 'typebox'
import { JOINED_SETTING } from '../../../shared/contract/conferences.ts'
import { checker } from '../checker.ts'
import type { Settings } from '../settings/settings.ts'

const isKept = checker(Type.Array(Type.String(), { maxItems: 500 }))

export class PartList {
  readonly #settings: Pick<Settings, 'read' | 'write'>
  readonly #groupIds: Set<string>

  constructor(settings: Pick<Settings, 'read' | 'write'>) {
    this.#settings = settings
    const kept = settings.read('account', JOINED_SETTING)
    this.#groupIds = new Set(isKept(kept) === undefined ? (kept as string[]) : [])
  }

  get all(): string[] {
    return [...this.#groupIds]
  }

  has(groupId: string): boolean {
    return this.#groupIds.has(groupId)
  }

  /** Errors: those of the settings. */
  async add(groupId: string): Promise<void> {
    if (this.#groupIds.has(groupId)) return
    this.#groupIds.add(groupId)
    await this.#keep()
  }

  async remove(groupId: string): Promise<void> {
    if (this.#groupIds.delete(groupId)) await this.#keep()
  }

  #keep(): Promise<void> {
    return this.#settings.write('account', JOINED_SETTING, this.all)
  }
}

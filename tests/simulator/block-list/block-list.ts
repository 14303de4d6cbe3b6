/** The black and the white list, and who may come in while one of them is in force. */
import { BlockListKind, BlockListMode, BlockListObject } from '../../../shared/platform/block-list.ts'

export type BlockListModeId = (typeof BlockListMode)[keyof typeof BlockListMode]
export type BlockListKindId = (typeof BlockListKind)[keyof typeof BlockListKind]
export type BlockListObjectId = (typeof BlockListObject)[keyof typeof BlockListObject]

export interface BlockListEntry {
  readonly id: number
  readonly list: BlockListKindId
  readonly kind: BlockListObjectId
  /** Device, account or IP address. */
  readonly objectId: string
}

export const MAX_ENTRIES = 1000

export class BlockList {
  mode: BlockListModeId = BlockListMode.off
  readonly #byId = new Map<number, BlockListEntry>()
  #lastId = 0

  get all(): readonly BlockListEntry[] {
    return [...this.#byId.values()]
  }

  has(id: number): boolean {
    return this.#byId.has(id)
  }

  isListed(list: BlockListKindId, kind: BlockListObjectId, objectId: string): boolean {
    return this.all.some((entry) => entry.list === list && entry.kind === kind && entry.objectId === objectId)
  }

  add(given: Omit<BlockListEntry, 'id'>): BlockListEntry {
    const entry = { ...given, id: ++this.#lastId }
    this.#byId.set(entry.id, entry)
    return entry
  }

  remove(id: number): void {
    this.#byId.delete(id)
  }

  /**
   * The black list keeps out what stands on it, by name or by address. The white list lets in only that; while it names
   * nothing of a kind (no device, say), it says nothing about that kind. `address`: without port.
   */
  admits(kind: BlockListObjectId, objectId: string, address?: string): boolean {
    const { black, white } = BlockListKind
    const isOn = (list: BlockListKindId) =>
      this.isListed(list, kind, objectId) ||
      (address !== undefined && this.isListed(list, BlockListObject.address, address))
    if (this.mode === BlockListMode.black) return !isOn(black)
    if (this.mode === BlockListMode.white) return isOn(white) || !this.#says(white, kind, address !== undefined)
    return true
  }

  #says(list: BlockListKindId, kind: BlockListObjectId, withAddress: boolean): boolean {
    return this.all.some(
      (entry) =>
        entry.list === list && (entry.kind === kind || (withAddress && entry.kind === BlockListObject.address)),
    )
  }
}

/** What a role or an account may reach: groups of devices, groups of users, roles. Each list numbers its own. */
import type { ResourceKind } from '../../../shared/platform/role.ts'

export type ResourceKindId = (typeof ResourceKind)[keyof typeof ResourceKind]

export interface Resource {
  readonly id: number
  readonly kind: ResourceKindId
  /** Group or role. */
  readonly objectId: string
}

export class ResourceList {
  #lastId = 0
  #all: readonly Resource[] = []

  get all(): readonly Resource[] {
    return this.#all
  }

  /** What is there already is not added twice. */
  add(kind: ResourceKindId, objectId: string): Resource {
    const known = this.#all.find((one) => one.kind === kind && one.objectId === objectId)
    if (known) return known
    const resource = { id: ++this.#lastId, kind, objectId }
    this.#all = [...this.#all, resource]
    return resource
  }

  names(kind: ResourceKindId, objectId: string): boolean {
    return this.#all.some((one) => one.kind === kind && one.objectId === objectId)
  }

  has(id: number): boolean {
    return this.#all.some((one) => one.id === id)
  }

  remove(ids: ReadonlySet<number>): void {
    this.#all = this.#all.filter(({ id }) => !ids.has(id))
  }

  objects(kind: ResourceKindId): readonly string[] {
    return this.#all.filter((one) => one.kind === kind).map(({ objectId }) => objectId)
  }
}

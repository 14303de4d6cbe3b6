/** People, devices and groups to talk to, out of the lists this client has. */
import type { Partner } from '../../../shared/contract/chat.ts'
import { matchesAll, parseQuery } from '../fleet/search-entry.ts'
import type { TreeItem } from '../fleet/tree-nodes.ts'
import type { TreeView } from '../fleet/tree-view.ts'

export interface FoundPartner {
  readonly partner: Partner
  readonly name: string
  /** Undefined for groups. */
  readonly online?: boolean
}

type Trees = readonly [devices: TreeView<TreeItem>, users: TreeView<TreeItem>]
export type PartnerKind = Partner['kind']

export function partnerKey({ kind, id }: Partner): string {
  return `${kind}\n${id}`
}

/** At most `limit` of each kind; people first. Without words: nothing but who is on-line. */
export function findPartners(
  [devices, users]: Trees,
  typed: string,
  limit: number,
  kinds: readonly PartnerKind[] = ['User', 'PU', 'PUGroup', 'UserGroup'],
): FoundPartner[] {
  const words = parseQuery(typed)
  const wants = (kind: PartnerKind): boolean => kinds.includes(kind)
  return [
    ...(wants('User') ? leaves(users, 'User', words, limit) : []),
    ...(wants('PU') ? leaves(devices, 'PU', words, limit) : []),
    ...(wants('PUGroup') && words.length > 0 ? groups(devices, 'PUGroup', words, limit) : []),
    ...(wants('UserGroup') && words.length > 0 ? groups(users, 'UserGroup', words, limit) : []),
  ]
}

type Words = ReturnType<typeof parseQuery>

function leaves(view: TreeView<TreeItem>, kind: PartnerKind, words: Words, limit: number): FoundPartner[] {
  const found: FoundPartner[] = []
  for (const leaf of view.model.leaves()) {
    if (words.length > 0 ? !matchesAll(view.search.entryOf(leaf), words) : !leaf.online) continue
    found.push({ partner: { kind, id: leaf.id }, name: leaf.name || leaf.id, online: leaf.online })
    if (found.length === limit) break
  }
  return found.sort((one, other) => Number(other.online) - Number(one.online) || one.name.localeCompare(other.name))
}

function groups(view: TreeView<TreeItem>, kind: PartnerKind, words: Words, limit: number): FoundPartner[] {
  const found: FoundPartner[] = []
  for (const group of view.model.groups()) {
    if (!matchesAll(view.search.entryOf(group), words)) continue
    found.push({ partner: { kind, id: group.id }, name: group.name || group.id })
    if (found.length === limit) break
  }
  return found
}

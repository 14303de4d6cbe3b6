/** The groups that users are in. */
import type { Group } from '../fleet/build.ts'
import { createGroupTree, type GroupTree } from '../fleet/group-tree.ts'

export interface UserGroups extends GroupTree {
  /** Empty for none. */
  abbreviationOf(id: string): string
  abbreviate(id: string, abbreviation: string): void
}

export function createUserGroups(given: readonly Group[]): UserGroups {
  const abbreviations = new Map<string, string>()
  // The names of the fleet's districts are `中文 / English`.
  for (const { id, name } of given) abbreviations.set(id, name.split(' / ')[0] ?? name)
  return {
    ...createGroupTree([...given]),
    abbreviationOf: (id) => abbreviations.get(id) ?? '',
    abbreviate: (id, abbreviation) => void abbreviations.set(id, abbreviation),
  }
}

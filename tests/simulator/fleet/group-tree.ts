/** A tree of groups that changes. Lists of groups are changed in place; a group itself is replaced. */
import type { Group } from './build.ts'

export interface GroupTree {
  readonly groups: readonly Group[]
  find(id: string): Group | undefined
  /** Whether a sibling (but for `except`) has this name. */
  hasChild(pid: string, name: string, except?: string): boolean
  add(pid: string, name: string, desc: string | undefined): Group
  /** `undefined` leaves the description as it is. */
  change(group: Group, name: string, desc: string | undefined): Group
  /** Takes it away with all below it; returns the ids of all of them. */
  remove(group: Group): ReadonlySet<string>
}

/** `groups`: the root first, parents before children; kept so. */
export function createGroupTree(groups: Group[]): GroupTree {
  const find = (id: string) => groups.find((group) => group.id === id)
  let lastNumber = Math.max(0, ...groups.map(({ id }) => Number(id)).filter(Number.isInteger))
  return {
    groups,
    find,
    hasChild: (pid, name, except) =>
      groups.some((group) => group.pid === pid && group.name === name && group.id !== except),
    add(pid, name, desc) {
      lastNumber++
      const group = { id: String(lastNumber).padStart(6, '0'), pid, name, ...(desc === undefined ? {} : { desc }) }
      groups.push(group)
      return group
    },
    change(group, name, desc) {
      const changed = { ...group, name, ...(desc === undefined ? {} : { desc }) }
      groups[groups.indexOf(group)] = changed
      return changed
    },
    remove(group) {
      const gone = new Set([group.id])
      // A child always stands behind its parent.
      for (const { id, pid } of groups) if (gone.has(pid)) gone.add(id)
      groups.splice(0, groups.length, ...groups.filter(({ id }) => !gone.has(id)))
      return gone
    },
  }
}

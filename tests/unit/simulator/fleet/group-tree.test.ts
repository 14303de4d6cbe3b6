import { describe, expect, it } from 'vitest'
import { createGroupTree } from '../../../simulator/fleet/group-tree.ts'

const root = { id: '000000', pid: '', name: 'Root' }

describe('createGroupTree', () => {
  it('numbers what is added after the highest there is, and never twice', () => {
    const tree = createGroupTree([root, { id: '000107', pid: '000000', name: 'A' }])
    const added = tree.add('000000', 'B', undefined)
    expect(added).toEqual({ id: '000108', pid: '000000', name: 'B' })
    tree.remove(added)
    expect(tree.add('000000', 'B', 'again')).toEqual({ id: '000109', pid: '000000', name: 'B', desc: 'again' })
  })

  it('takes a branch away with all below it, and nothing else', () => {
    const groups = [root]
    const tree = createGroupTree(groups)
    const branch = tree.add(root.id, 'Branch', undefined)
    const other = tree.add(root.id, 'Other', undefined)
    const leaf = tree.add(branch.id, 'Leaf', undefined)
    expect(tree.remove(branch)).toEqual(new Set([branch.id, leaf.id]))
    expect(groups).toEqual([root, other])
  })

  it('keeps the description when a change leaves it out, and the group it was as it was', () => {
    const tree = createGroupTree([root])
    const before = tree.add(root.id, 'Before', 'kept')
    expect(tree.change(before, 'After', undefined)).toMatchObject({ name: 'After', desc: 'kept' })
    expect(before.name).toBe('Before')
    expect(tree.find(before.id)?.name).toBe('After')
  })
})

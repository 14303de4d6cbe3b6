import { describe, expect, it } from 'vitest'
import { useTreeKeys } from '../../../../renderer/features/fleet/use-tree-keys.ts'
import { useTreeSelection } from '../../../../renderer/features/fleet/use-tree-selection.ts'
import type { FleetItem } from '../../../../renderer/features/fleet/parts.ts'
import { TreeView } from '../../../../renderer/features/fleet/tree-view.ts'
import type { Device } from '../../../../shared/contract/fleet.ts'
import { device, deviceModel, FRONT, group, REAR } from './fixtures.ts'

/** A tree under the hands: `press` is the keyboard, `opened` and `menus` what came of it. */
function openTree() {
  const model = deviceModel(
    [group('city', ''), group('east', 'city'), group('west', 'city')],
    [
      device('car', 'east', { channels: [FRONT, REAR] }),
      device('dog', 'east'),
      device('emu', 'east'),
      device('fox', 'west'),
    ],
  )
  const view: TreeView<FleetItem> = new TreeView<Device>(model, { classOf: () => '', furtherWords: () => [] })
  view.setExpanded(view.find('group:east') ?? expect.fail(), true)
  const rows = () => view.rows(0)
  const selection = useTreeSelection(
    () => view,
    () => rows(),
  )
  const activated: string[] = []
  const menus: string[] = []
  const onKey = useTreeKeys({
    view: () => view,
    rows,
    selection,
    perPage: () => 3,
    reveal: () => undefined,
    setExpanded: (row, expanded) => view.setExpanded(row, expanded),
    activate: (row) => activated.push(row.name),
    openMenu: (row) => menus.push(row.name),
  })
  let time = 0
  const press = (key: string, more: { shiftKey?: boolean; ctrlKey?: boolean; afterMs?: number } = {}) => {
    let prevented = false
    time += more.afterMs ?? 2000
    const modifiers = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...more }
    onKey({ key, timeStamp: time, preventDefault: () => (prevented = true), ...modifiers } as unknown as KeyboardEvent)
    return prevented
  }
  const at = () => view.find(selection.focused.value)?.name
  const selected = () => selection.selectedRows().map((row) => row.name)
  return { view, rows, press, at, selected, activated, menus }
}

describe('the keyboard of the tree', () => {
  it('walks', () => {
    const { press, at } = openTree()
    const walked = ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'End', 'PageUp', 'Home', 'PageDown'].map(
      (key) => {
        press(key)
        return at()
      },
    )
    expect(walked).toEqual(['city', 'east', 'car', 'east', 'west', 'car', 'city', 'dog'])
  })

  it('opens and closes', () => {
    const { press, at, rows } = openTree()
    for (const key of ['Home', 'ArrowDown', 'ArrowRight', 'ArrowRight']) press(key)
    expect(at()).toBe('car')
    expect(rows().map((row) => row.name)).toEqual(['city', 'east', 'car', 'Front', 'Rear', 'dog', 'emu', 'west'])
    for (const key of ['ArrowRight', 'ArrowDown']) press(key)
    expect(at()).toBe('Rear')
    press('ArrowLeft')
    expect(at()).toBe('car')
    for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowLeft']) press(key)
    expect(at()).toBe('east')
    expect(rows().map((row) => row.name)).toEqual(['city', 'east', 'west'])
  })

  it('selects many', () => {
    const { press, selected } = openTree()
    for (const key of ['Home', 'ArrowDown', 'ArrowDown']) press(key)
    press('ArrowDown', { shiftKey: true })
    expect(selected()).toEqual(['car', 'dog'])
    press('ArrowUp', { shiftKey: true })
    expect(selected()).toEqual(['car'])
    press('End', { ctrlKey: true })
    expect(selected()).toEqual(['car'])
    press(' ')
    expect(selected()).toEqual(['car', 'west'])
    press(' ')
    expect(selected()).toEqual(['car'])
  })

  it('goes to names by their letters', () => {
    const { press, at } = openTree()
    press('e')
    expect(at()).toBe('east')
    press('e')
    expect(at()).toBe('emu')
    press('e')
    press('a', { afterMs: 100 })
    expect(at()).toBe('east')
  })

  it('opens, shows the menu and leaves other keys alone', () => {
    const { press, activated, menus } = openTree()
    expect(press('Enter')).toBe(true)
    expect(activated).toEqual([])
    press('Home')
    press('Enter')
    press('F10', { shiftKey: true })
    press('ContextMenu')
    expect([activated, menus]).toEqual([['city'], ['city', 'city']])
    expect(press('F5')).toBe(false)
    expect(press('f', { ctrlKey: true })).toBe(false)
  })
})

import { beforeEach, describe, expect, it } from 'vitest'
import type { AlarmLine } from '../../../../renderer/features/alarms/alarm-line.ts'
import { useLineSelection, type LineSelection } from '../../../../renderer/ui/use-line-selection.ts'
import { alarm } from '../alarms/fixtures.ts'

let lines: AlarmLine[]
let selection: LineSelection<AlarmLine>
const line = (key: string): AlarmLine => ({ key, alarm: alarm(key, 1) })
const chosen = (): string =>
  selection
    .chosen()
    .map(({ key }) => key)
    .join('')

beforeEach(() => {
  lines = [...'abcdef'].map(line)
  selection = useLineSelection(() => lines)
})

describe('a selection', () => {
  it('is one line by a click, more by Ctrl, a range by Shift', () => {
    selection.selectOnly('b')
    expect(chosen()).toBe('b')
    selection.toggle('d')
    expect(chosen()).toBe('bd')
    selection.toggle('b')
    expect(chosen()).toBe('d')
    selection.selectOnly('e')
    selection.extendTo('c')
    expect(chosen()).toBe('cde')
    selection.extendTo('f')
    expect(chosen()).toBe('ef')
  })

  it('moves by keys and stops at the ends', () => {
    expect(selection.step(1)).toBe(0)
    expect(selection.step(2)).toBe(2)
    expect(chosen()).toBe('c')
    selection.step(1, true)
    expect(chosen()).toBe('cd')
    expect(selection.step(100)).toBe(5)
    expect(selection.step(-100)).toBe(0)
    lines = []
    expect(selection.step(1)).toBe(-1)
  })

  it('takes all that is loaded', () => {
    selection.selectAll()
    expect(chosen()).toBe('abcdef')
    selection.clear()
    expect(chosen()).toBe('')
  })

  it('goes on with the line that takes the place of one that went', () => {
    selection.selectOnly('c')
    selection.follow()
    lines = lines.filter(({ key }) => key !== 'c')
    selection.follow()
    expect(selection.focused.value).toBe('d')
    expect(chosen()).toBe('d')
    lines = [line('a')]
    selection.follow()
    expect(chosen()).toBe('a')
  })

  it('keeps its keys when lines come in above', () => {
    selection.selectOnly('b')
    selection.toggle('d')
    selection.follow()
    lines = [line('new'), ...lines]
    selection.follow()
    expect(chosen()).toBe('bd')
  })
})

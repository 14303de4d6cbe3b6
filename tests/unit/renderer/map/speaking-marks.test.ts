import { describe, expect, it } from 'vitest'
import { SpeakingMarks } from '../../../../renderer/features/map/speaking-marks.ts'
import { UnitFlag, UnitTable } from '../../../../renderer/features/map/unit-table.ts'

function table(...ids: string[]): UnitTable {
  const units = new UnitTable()
  units.learn(0, ids)
  return units
}

const speaking = (units: UnitTable) =>
  Array.from({ length: units.size }, (_, slot) => slot)
    .filter((slot) => units.has(slot, UnitFlag.speaking))
    .map((slot) => units.idOf(slot))

describe('the marks of who speaks', () => {
  it('go to devices and to the terminals of people, and away again', () => {
    const units = table('car', 'radio', 'camera')
    const marks = new SpeakingMarks(units, (id) => (id === 'wang' ? [id, 'radio'] : [id]))
    expect(marks.set(['wang', 'car'])).toBe(true)
    expect(speaking(units)).toEqual(['car', 'radio'])
    expect(marks.set(['wang', 'car'])).toBe(false)
    expect(marks.set(['car'])).toBe(true)
    expect(speaking(units)).toEqual(['car'])
    expect(marks.set([])).toBe(true)
    expect(speaking(units)).toEqual([])
  })

  it('come to a unit that is learned while it speaks', () => {
    const units = table('car')
    const marks = new SpeakingMarks(units, (id) => [id])
    expect(marks.set(['radio'])).toBe(false)
    units.learn(1, ['radio'])
    expect(marks.refresh()).toBe(true)
    expect(speaking(units)).toEqual(['radio'])
  })
})

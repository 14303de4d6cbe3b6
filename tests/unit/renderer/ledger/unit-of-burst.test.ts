import { describe, expect, it } from 'vitest'
import { unitOfBurst } from '../../../../renderer/features/ledger/unit-of-burst.ts'
import type { LedgerBurst } from '../../../../shared/contract/ledger.ts'

const burst: LedgerBurst = {
  ...{ id: 1, kind: 'conference', place: 'group', placeName: 'Group', speakerKind: 'User', speaker: 'wang' },
  ...{ speakerName: 'Wang', mine: false, time: 1, lengthMs: 1, ended: 'released' },
}
const terminalsOf = (user: string): string[] => (user === 'wang' ? ['terminal'] : [])

describe('the unit a speech came from', () => {
  it('is the device that spoke or was talked with, or the terminal of who spoke; a desk has none', () => {
    expect(unitOfBurst(burst, terminalsOf)).toBe('terminal')
    expect(unitOfBurst({ ...burst, speaker: 'admin' }, terminalsOf)).toBeUndefined()
    expect(unitOfBurst({ ...burst, speakerKind: 'PU', speaker: 'camera' }, terminalsOf)).toBe('camera')
    const withDevice = { ...burst, kind: 'intercom', place: 'car', speaker: 'admin', mine: true } as const
    expect(unitOfBurst(withDevice, terminalsOf)).toBe('car')
  })
})

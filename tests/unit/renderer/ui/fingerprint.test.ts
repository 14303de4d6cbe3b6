import { describe, expect, it } from 'vitest'
import { fingerprintGroups } from '../../../../renderer/ui/fingerprint.ts'

describe('fingerprintGroups', () => {
  it('groups four digits, with or without colons, in upper case', () => {
    expect(fingerprintGroups('AB:CD:ef:01:23')).toEqual(['ABCD', 'EF01', '23'])
    expect(fingerprintGroups('abcdef01')).toEqual(['ABCD', 'EF01'])
  })

  it('makes 16 groups of a SHA-256', () => {
    expect(fingerprintGroups(Array.from({ length: 32 }, () => '0A').join(':'))).toHaveLength(16)
  })

  it('makes nothing of nothing', () => {
    expect(fingerprintGroups('')).toEqual([])
  })
})
